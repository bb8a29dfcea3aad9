import { setTimeout as later } from 'node:timers/promises'
import { paths } from '../../src/paths.ts'
import { compare, type Bench, type Compared } from './compare.ts'
import type { Progress } from './progress.ts'
import type { Asking } from './rush.ts'
import type { Spent } from './worker/spent.ts'

const AT_ONCE = 1000
const MAIL_PATIENCE_MS = 120_000

/** Who could confirm in a second, and some more. */
const INVITED: Record<number, number> = { 1: 600, 16: 1500, 256: 2500 }

export type Writing = Compared & {
  act: 'sign' | 'confirm'
  /** Has each confirmation a batch of its own, where the Registrar would put several into one. */
  oneByOne: boolean
  calls: number
  groups: number
  largest: number
  /** Rows written for one, indexes included. */
  rows: { own: number; words: number; mail: number }
}

/** Signing, by so many visitors at once as each of `visitors` says. */
export async function signAll(bench: Bench, visitors: number[], progress: Progress) {
  const writings: Writing[] = []
  for (const concurrency of visitors) {
    const slug = await freshLetter(bench)
    progress.at('signing', `${concurrency} at once`)
    let place = 0
    const next = () => signing(slug, `someone.${place++}@${slug}.example.com`)
    const { site } = await measured(bench, concurrency, next)
    writings.push({ act: 'sign', oneByOne: false, ...site })
  }
  return writings
}

/** A rush of confirmations by mailed link, in groups as they come, or one by one. */
export async function confirmAll(
  bench: Bench,
  visitors: number[],
  oneByOne: boolean,
  progress: Progress
) {
  const writings: Writing[] = []
  const seconds = (bench.patience.writeMs + 500) / 1000
  await bench.site.tell('grouping', { oneByOne })
  for (const concurrency of visitors) {
    const slug = await freshLetter(bench)
    progress.at(`confirming${oneByOne ? ' one by one' : ''}`, `${concurrency} at once`)
    const links = (await invited(bench, slug, (INVITED[concurrency] ?? 0) * seconds)).values()
    const next = (): Asking | undefined => {
      const form = links.next().value
      return form && { path: paths.confirmation(), form, expect: 200 }
    }
    const { registrar } = await measured(bench, concurrency, next)
    await requireCounted(bench, slug, registrar.answered)
    writings.push({ act: 'confirm', oneByOne, ...registrar })
  }
  await bench.site.tell('grouping', { oneByOne: false })
  return writings
}

/** How many a second the Registrar counts if all are waiting and no page or mail is made of it. */
export async function confirmAtOnce(bench: Bench, progress: Progress): Promise<number> {
  const slug = await freshLetter(bench)
  const all = 2 * bench.patience.writeMs
  progress.at('confirming', 'all at once')
  await invited(bench, slug, all)
  const began = performance.now()
  const { counted } = await bench.site.tell('confirm', { slug, from: 0, to: all, of: all })
  const seconds = (performance.now() - began) / 1000
  if (counted !== all) throw new Error(`${counted} of ${all} count`)
  return all / seconds
}

export function signing(slug: string, email: string): Asking {
  const form = {
    edition: '1',
    name: 'Zuleika Quill',
    email,
    role: 'headteacher',
    school: 'Fernhythe Academy, Merrowdale',
    country: 'england',
    public: 'on',
    consent: 'on',
  }
  return { path: paths.signatures(slug), form, expect: 303 }
}

/** A letter that nobody has signed, and no mail on its way. */
export async function freshLetter({ site }: Bench): Promise<string> {
  const patience = AbortSignal.timeout(MAIL_PATIENCE_MS)
  while ((await site.tell('unsent')).any) {
    patience.throwIfAborted()
    await later(200)
  }
  const slug = `bench-${Date.now()}`
  await site.tell('letter', { slug })
  return slug
}

async function invited({ site }: Bench, slug: string, many: number) {
  const forms: Record<string, string>[] = []
  for (let from = 0; from < many; from += AT_ONCE) {
    const to = Math.min(from + AT_ONCE, many)
    for (const { token, school, ...typed } of await site.tell('invite', {
      slug,
      from,
      to,
      of: many,
    })) {
      forms.push({
        ...typed,
        school: school ?? '',
        public: 'on',
        t: token,
        edition: '1',
        choice: 'yes',
      })
    }
  }
  return forms
}

async function measured(bench: Bench, concurrency: number, next: () => Asking | undefined) {
  const { site, patience } = bench
  await site.tell('spent')
  const compared = await compare(bench, concurrency, patience.writeMs, next)
  const spent = await site.tell('spent')
  return {
    site: { ...compared, ...costs(spent.site, compared.answered) },
    registrar: { ...compared, ...costs(spent.registrar, compared.answered) },
  }
}

function costs({ calls, written, groups }: Spent, answered: number) {
  const { outbox = 0, signature_word = 0, ...own } = written
  const sum = Object.values(own).reduce((total, rows) => total + rows, 0)
  return {
    calls,
    groups: groups.length,
    largest: Math.max(0, ...groups),
    rows: { own: sum / answered, words: signature_word / answered, mail: outbox / answered },
  }
}

/** Whoever was told that they count must be counted, and nobody else. */
async function requireCounted({ site }: Bench, slug: string, told: number) {
  const answer = await fetch(site.origin + paths.countJson(slug))
  const { counted } = (await answer.json()) as { counted: number }
  if (counted !== told) throw new Error(`${told} were told that they count, and ${counted} do`)
}
