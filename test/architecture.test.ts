/// <reference types="vite/types/importMeta.d.ts" />
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { NEWEST_MIGRATION } from '../src/health'

const sources = import.meta.glob<string>('../src/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
})

const files = Object.entries(sources).map(([path, text]) => {
  return { path: path.replace('../src/', ''), text, code: withoutComments(text) }
})

type SourceFile = (typeof files)[number]

const imports = new Map(files.map((file) => [file.path, importsOf(file)]))

// What stands directly in src joins the parts; of the folders, only these know the web.
const outside = ['web', 'cli', 'verify', 'live', 'write', 'find']
const domain = files.filter(({ path }) => path.includes('/') && !outside.includes(folder(path)))

describe('the architecture', () => {
  it('asks a healthy database for the newest migration there is', () => {
    expect(NEWEST_MIGRATION).toBe(env.TEST_MIGRATIONS.at(-1)?.name)
  })

  it('keeps the web out of domain folders', () => {
    const offenders = domain.filter(({ code, path }) => {
      return /from '(hono|@hono)\b/.test(code) || [...(imports.get(path) ?? [])].some(isWeb)
    })

    expect(offenders.map(({ path }) => path)).toEqual([])
  })

  it('gives the ledger nothing but itself, and the browser nothing but that and words', () => {
    const words = ['uk-time.ts', 'web/ui/number.ts', 'web/ui/goal.ts']
    const allowed = new Map([
      ['ledger', ['ledger/']],
      ['verify', ['ledger/', 'verify/', 'uk-time.ts']],
      ['live', ['live/', ...words]],
      ['write', ['write/']],
      ['find', ['find/']],
    ])
    const reached = files.filter(({ path }) => allowed.has(folder(path)) || words.includes(path))
    const offenders = reached.filter(({ path }) => {
      const mayNeed = allowed.get(folder(path)) ?? words
      return [...(imports.get(path) ?? [])].some((one) => {
        return !mayNeed.some((start) => one.startsWith(start))
      })
    })

    expect(offenders.map(({ path }) => path)).toEqual([])
  })

  it('gives the desk no way to add, confirm or change a signature', () => {
    const desk = files.filter(({ path }) => /^(desk|reports|web\/(desk|steward))\//.test(path))
    const written = /\b(INTO|UPDATE|FROM)\s+(signature\w*|head|entry)\s+(\(|SET|SELECT|VALUES)/
    const writes = desk.filter(({ code, path }) => {
      return written.test(code) || imports.get(path)?.has('signatures/sign.ts')
    })
    const cases = files.filter(({ path }) => folder(path) === 'cases')
    const asked = [...desk, ...cases].flatMap(({ code }) =>
      [...code.matchAll(/ask(?:Registrar|ForAll)<'?([\w-]+)/g)].map(([, verb = '']) => verb)
    )

    expect(writes.map(({ path }) => path)).toEqual([])
    // `LifeAct` is what an owner does to a letter, and `close` what a steward does as well; of a
    // signature, its name's display, and what a case does: out of the count, and back in.
    const ofLetter = ['LifeAct', 'close', 'open', 'publish', 'schedule', 'set-closing', 'stop']
    const ofCase = ['reconsider', 'refuse', 'reinstate', 'release', 'remove']
    expect([...new Set(asked)].sort()).toEqual(
      [...ofLetter, ...ofCase, 'put-back', 'take-off', 'unschedule'].sort()
    )
  })

  it('keeps pages and markup out of domain folders', () => {
    expect(domain.map(({ path }) => path).filter((path) => path.endsWith('.tsx'))).toEqual([])
  })

  it('lets no two folders import each other in a circle', () => {
    const folders = new Map<string, Set<string>>()
    for (const { path } of domain) {
      const own = folders.get(folder(path)) ?? new Set()
      folders.set(folder(path), own)
      for (const other of imports.get(path) ?? []) {
        if (other.includes('/') && folder(other) !== folder(path)) own.add(folder(other))
      }
    }

    expect(circleIn(folders)).toBeNull()
  })

  it('lets no files import each other in a circle', () => {
    expect(circleIn(imports)).toBeNull()
  })

  it('writes SQL as constant text, never put together from values', () => {
    const shared = constantTexts(files.map(({ code }) => code))
    const prepared = /\bprepare\((?!\s*(?:`(?:[^`$]|\$(?!\{))*`|'[^'\n]*'|\w+)\s*\))/
    const verb = '\\s*(?:SELECT|INSERT|UPDATE|DELETE|REPLACE|WITH)\\s'
    const filledIn = new RegExp(`\`${verb}[^\`]*\\$\\{`)
    const joined = new RegExp(`([\`'"])${verb}[^\`'"]*\\1\\s*\\+`)

    const offenders = files.filter(({ code }) => {
      const whole = filled(code, shared)
      return [prepared, filledIn, joined].some((sign) => sign.test(whole))
    })
    expect(offenders.map(({ path }) => path)).toEqual([])
  })

  it('names files for what they are', () => {
    const empty = /^(utils?|helpers?|lib|common|types|constants|misc|services?|managers?)\b/
    const named = files.map(({ path }) => path)

    expect(named.filter((path) => path.split('/').some((part) => empty.test(part)))).toEqual([])
    expect(named.filter((path) => !/^[a-z0-9/-]+\.tsx?$/.test(path))).toEqual([])
  })

  it('reads no clock in domain folders, save where a Durable Object begins its work', () => {
    const clock = /\bnew Date\(\)|\bDate\.now\(\)/
    const passive = domain.filter(({ code }) => !code.includes('extends DurableObject'))

    expect(passive.filter(({ code }) => clock.test(code)).map(({ path }) => path)).toEqual([])
  })

  it('logs nothing that a request brought', () => {
    const site = files.filter(({ path }) => folder(path) !== 'cli')

    expect(site.filter(({ code }) => /console\.(log|info|debug)/.test(code))).toEqual([])
  })
})

function folder(path: string) {
  return path.split('/')[0] ?? ''
}

function isWeb(path: string) {
  return folder(path) === 'web' || path === 'app.tsx' || path === 'index.ts'
}

function withoutComments(text: string) {
  return text.replace(/\/\*[^]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
}

/** The names, in capitals, that are a constant text wherever they are declared: SQL may share these. */
function constantTexts(codes: string[]) {
  const text = /^(?:export )?const ([A-Z_]+) =\s*(?:`(?:[^`$]|\$(?!\{))*`|'[^'\n]*')$/gm
  const declared = namesIn(codes, /\bconst ([A-Z_]+)\b/g)
  let constants = new Set<string>()
  for (;;) {
    const texts = namesIn(
      codes.map((code) => filled(code, constants)),
      text
    )
    const found = texts.filter((name) => count(texts, name) === count(declared, name))
    const before = constants.size
    constants = new Set(found)
    if (constants.size === before) return constants
  }
}

function namesIn(codes: string[], sign: RegExp) {
  return codes.flatMap((code) => [...code.matchAll(sign)].map(([, name = '']) => name))
}

function count(names: string[], name: string) {
  return names.filter((one) => one === name).length
}

function filled(code: string, constants: Set<string>) {
  return code.replaceAll(/\$\{([A-Z_]+)\}/g, (all, name: string) =>
    constants.has(name) ? '' : all
  )
}

/** The files of ours that a file needs when it runs; types alone bind nothing. */
function importsOf({ path, code }: SourceFile) {
  const found = new Set<string>()
  for (const [, clause = '', target = ''] of code.matchAll(
    /^(?:import|export)\s+([^'"]*?)\s*from\s+'(\.[^']+)'/gm
  )) {
    const onlyTypes = /^type |^{(\s*type [\w\s]+,?)+\s*}$/.test(clause)
    if (!onlyTypes) found.add(resolved(path, target))
  }
  return found
}

function resolved(path: string, target: string) {
  const steps = path.split('/').slice(0, -1)
  for (const step of target.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.') steps.push(step)
  }
  const name = steps.join('/')
  return [name, `${name}.ts`, `${name}.tsx`].find((one) => `../src/${one}` in sources) ?? name
}

/** The first circle found, as a path back to its start. */
function circleIn(graph: Map<string, Set<string>>): string[] | null {
  const done = new Set<string>()

  function follow(node: string, trail: string[]): string[] | null {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node]
    if (done.has(node)) return null
    done.add(node)
    for (const next of graph.get(node) ?? []) {
      const circle = follow(next, [...trail, node])
      if (circle) return circle
    }
    return null
  }

  for (const node of graph.keys()) {
    const circle = follow(node, [])
    if (circle) return circle
  }
  return null
}
