import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { describeApi } from '../../src/web/api/openapi'
import { aCounted, aHeld, NOON, refusal, removal, tell } from '../registrar/people'
import { aLetter } from '../support/letters'
import { ada, signAndConfirm, signUp } from '../support/signers'
import { aVisitor } from '../support/visitor'

type Schema = { [key: string]: unknown; properties?: Record<string, Schema>; items?: Schema }

type Operation = {
  operationId: string
  parameters: { $ref: string }[]
  responses: Record<string, { content: Record<string, { schema: Schema; example: unknown }> }>
}

type Document = {
  openapi: string
  info: { description: string; license: { name: string } }
  servers: { url: string }[]
  paths: Record<string, { get: Operation }>
  components: { schemas: Record<string, Schema> }
}

const OF_A_LETTER = [
  paths.countJson,
  paths.letterJson,
  paths.historyJson,
  paths.historyCsv,
  paths.breakdownCsv,
  paths.sharesJson,
  paths.sharesCsv,
  paths.correctionsJson,
  paths.signaturesJson,
  paths.signaturesCsv,
].map((path) => path('{slug}'))

const ALL = [...OF_A_LETTER, paths.schoolsJson()]

const JSONS = OF_A_LETTER.filter((address) => address.endsWith('.json'))

describe('openapi.json', () => {
  it('describes all of the public data of this site, and nothing else', async () => {
    const document = await readDocument()

    expect(document.openapi).toMatch(/^3\.1\./)
    expect(document.servers).toEqual([{ url: env.ORIGIN }])
    expect(Object.keys(document.paths).toSorted()).toEqual(ALL.toSorted())
  })

  it('is what the build writes: build again if only this fails', async () => {
    const document = await readDocument()

    expect(document).toEqual({ ...describeApi(), servers: [{ url: env.ORIGIN }] })
  })

  it('refers to nothing that it does not hold, and describes every field', async () => {
    const document = await readDocument()

    const refs = JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)
    const targets = [...refs].map(([, path = '']) => path)
    expect(targets.length).toBeGreaterThan(20)
    for (const path of targets) {
      const target = path.split('/').reduce<unknown>((at, key) => Object(at)[key], document)
      expect(target, path).toBeTypeOf('object')
    }
    const fields = Object.values(document.components.schemas).flatMap(fieldsWithin)
    expect(fields.length).toBeGreaterThan(50)
    expect(fields.filter(({ description }) => !description)).toEqual([])
    expect(JSON.stringify(document)).not.toMatch(/"\$(id|schema)"/)
  })

  it.each(JSONS)('has a schema that real answers keep to, field for field: %s', async (address) => {
    const document = await readDocument()
    const schema = await schemaOf(document, address)

    for (const letter of [await aFullLetter(), await aLetter()]) {
      const answer = await readData(letter, address)

      expect(schema.safeParse(answer).error).toBeUndefined()
    }
  })

  it.each(JSONS)(
    'has a schema that finds what is missing, added or another kind: %s',
    async (address) => {
      const document = await readDocument()
      const schema = await schemaOf(document, address)
      const answer = await readData(await aFullLetter(), address)
      const damaged = damages(answer)

      expect(damaged.length).toBeGreaterThan(10)
      for (const one of damaged) {
        expect(schema.safeParse(one).success, JSON.stringify(one)).toBe(false)
      }
    }
  )

  it('lets fields be added: its schemas close nothing', async () => {
    const { components } = await readDocument()

    expect(JSON.stringify(components)).not.toContain('additionalProperties')
  })

  it.each([...JSONS, paths.schoolsJson()])(
    'has an example that keeps to the schema: %s',
    async (address) => {
      const document = await readDocument()
      const schema = await schemaOf(document, address)

      const example = contentOf(document, address)['application/json']?.example

      expect(schema.safeParse(example).error).toBeUndefined()
    }
  )

  it('has examples that agree with each other', async () => {
    const document = await readDocument()
    const example = (path: (slug: string) => string) =>
      contentOf(document, path('{slug}'))['application/json']?.example as never
    const count: Record<string, unknown> = example(paths.countJson)
    const letter: Record<string, number> & { breakdown: Record<string, { counted: number }[]> } =
      example(paths.letterJson)
    const history: Record<string, number>[] = example(paths.historyJson)
    const corrections: Record<string, number>[] = example(paths.correctionsJson)

    const total = (field: string) => history.reduce((sum, row) => sum + (row[field] ?? 0), 0)
    expect(letter).toMatchObject({ counted: count.counted, as_of: count.as_of })
    expect(letter).toMatchObject({
      counted: (letter.confirmed ?? 0) - (letter.withdrawn ?? 0) - (letter.removed ?? 0),
      confirmed: total('confirmed'),
      withdrawn: total('withdrawn'),
      removed: total('removed') - total('reinstated'),
      ledger: { size: count.ledger_size },
    })
    let counted = 0
    for (const row of history) {
      const { confirmed = 0, withdrawn = 0, removed = 0, reinstated = 0 } = row
      counted += confirmed - withdrawn - removed + reinstated
      expect(row.counted).toBe(counted)
    }
    expect(counted).toBe(letter.counted)
    expect(corrections[0]?.counted_after).toBe(counted)
    for (const { counted_before, counted_after, number = 0 } of corrections) {
      expect(number).toBe(Math.abs(Number(counted_after) - Number(counted_before)))
    }
    for (const cells of Object.values(letter.breakdown)) {
      const sum = cells.reduce((n, cell) => n + cell.counted, 0)
      expect([0, letter.counted]).toContain(sum)
    }
  })

  it.each(ALL)('says what kind of answer comes, and how it looks: %s', async (address) => {
    const document = await readDocument()
    const letter = await aFullLetter()

    const answer = await aVisitor().visit(address.replace('{slug}', letter.slug))
    const [[type, { example }] = ['', { example: '' }]] = Object.entries(
      contentOf(document, address)
    )

    expect(answer.headers.get('content-type')?.split(';')[0]).toBe(type)
    if (type !== 'text/csv') return
    const [names] = (await answer.text()).split('\r\n')
    expect(String(example).split('\r\n')[0]).toBe(names)
  })

  it('says which addresses go on page by page, and how', async () => {
    const document = await readDocument()

    const paged = Object.entries(document.paths).filter(([, { get }]) =>
      get.parameters.some(({ $ref }) => $ref.endsWith('/after'))
    )

    expect(paged.map(([address]) => address)).toEqual([paths.signaturesJson('{slug}')])
    expect(textOf(await aVisitor().read(paths.api()))).toContain(
      `${paths.signaturesJson('{slug}')}?after={place}`
    )
  })

  it('is public data itself', async () => {
    const answer = await aVisitor().visit(paths.openapi())

    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('etag')).toMatch(/^"/)
    expect(answer.headers.get('content-type')).toBe('application/json')
  })
})

describe('the page about the public data', () => {
  it('shows each address, each field with its meaning, and an answer', async () => {
    const document = await readDocument()

    const page = textOf(await aVisitor().read(paths.api()))

    for (const [address, { get }] of Object.entries(document.paths)) {
      expect(page).toContain(env.ORIGIN + address)
      const [content] = Object.values(get.responses[200]?.content ?? {})
      const example = content?.example
      const shown = typeof example === 'string' ? example : JSON.stringify(example, null, 2)
      expect(page).toContain(shown)
    }
    for (const schema of Object.values(document.components.schemas)) {
      for (const { name, description } of fieldsWithin(schema)) {
        expect(page).toContain(name)
        expect(page).toContain(String(description).replaceAll('`', ''))
      }
    }
  })

  it('gives a field by its path, once, with its type and all that it can be', async () => {
    const page = textOf(await aVisitor().read(paths.api())).replace(/\s+/g, ' ')

    expect(page).toContain('closes_at time, or null')
    expect(page).toContain('ledger.checkpoint text, or null')
    expect(page).toContain('milestones[].reached_at time')
    expect(page).toContain('breakdown.role[].key text')
    expect(page).not.toContain('breakdown.region[].key')
    expect(page).toContain('One of removal, refusal, reinstatement, reconsideration.')
  })

  it('names the addresses besides, as they are', async () => {
    const page = textOf(await aVisitor().read(paths.api()))

    const slugged = [paths.live, paths.feed, paths.badge, paths.embed].map((path) => path('{slug}'))
    for (const address of [
      ...slugged,
      `${paths.newsroom('{slug}')}/at/{ledger_size}`,
      paths.keptDayJws('{slug}', '{date}'),
      `${paths.letter('{slug}')}/editions/{edition}.txt`,
      paths.checkpoint('{uuid}'),
    ]) {
      expect(page).toContain(address)
    }
  })

  it('says how it is counted, what may be done with it, and what stays', async () => {
    const page = textOf(await aVisitor().read(paths.api())).replace(/\s+/g, ' ')

    expect(page).toContain('counted is confirmed − withdrawn − removed')
    expect(page).toContain('under CC0 1.0')
    expect(page).toContain('not under that licence')
    expect(page).toContain('at least five')
    expect(page).toContain('No field goes away')
    expect(page).toContain('1,000 at a time')
    expect(page).toContain('five seconds')
  })

  it('says to programs, in openapi.json, what it says to people', async () => {
    const { info } = await readDocument()

    expect(info.license.name).toBe('CC0 1.0')
    const page = textOf(await aVisitor().read(paths.api()))
    for (const paragraph of info.description.split('\n\n')) expect(page).toContain(paragraph)
  })
})

/** A letter with something of everything: hidden and shown, waiting, removed, refused, a goal. */
async function aFullLetter() {
  const letter = await aLetter({ goal: 2, openedAt: new Date(NOON), closesAt: NOON + 1e12 })
  const removed = await aCounted(letter, { country: 'wales' }, NOON)
  await signAndConfirm(letter, ada({ public: '', country: 'wales' }))
  await signAndConfirm(letter, ada({ role: 'other', role_other: 'School cook', school: '' }))
  await signAndConfirm(letter, ada({ country: '' }))
  await signUp(letter)
  const held = await aHeld(letter, {}, Date.now())
  await tell<'refuse'>(letter, refusal(held, { at: Date.now() }))
  await tell<'remove'>(letter, removal(removed, { at: Date.now() }))
  return letter
}

async function readDocument(): Promise<Document> {
  return JSON.parse(await aVisitor().read(paths.openapi())) as Document
}

async function readData(letter: Letter, address: string): Promise<unknown> {
  return JSON.parse(await aVisitor().read(address.replace('{slug}', letter.slug))) as unknown
}

function contentOf(document: Document, address: string) {
  return document.paths[address]?.get.responses[200]?.content ?? {}
}

/** What checks an answer at an address by the document alone. No answer may hold a field more. */
async function schemaOf(document: Document, address: string) {
  const schema = contentOf(document, address)['application/json']?.schema
  return z.fromJSONSchema(closed(schema ?? {}, document) as z.core.JSONSchema.JSONSchema)
}

/** A schema without references, that lets no field through which it does not name. */
function closed(schema: Schema, document: Document): Schema {
  const { $ref, ...own } = schema
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? ''
    return closed(document.components.schemas[name] ?? {}, document)
  }
  const { properties, items } = own
  return {
    ...own,
    ...(items && { items: closed(items, document) }),
    ...(properties && {
      additionalProperties: false,
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, one]) => [key, closed(one, document)])
      ),
    }),
  }
}

/** The same data with one thing wrong, in every way there is. */
function damages(data: unknown): unknown[] {
  if (Array.isArray(data)) {
    const within = data.flatMap((one, i) => damages(one).map((bad) => data.with(i, bad)))
    return [{}, null, ...within]
  }
  if (typeof data === 'object' && data !== null) {
    const entries = Object.entries(data)
    return [
      [],
      { ...data, added: 1 },
      ...entries.map(([key]) => Object.fromEntries(entries.filter(([one]) => one !== key))),
      ...entries.flatMap(([key, value]) => damages(value).map((bad) => ({ ...data, [key]: bad }))),
    ]
  }
  if (typeof data === 'number') return [String(data), -1, data + 0.5]
  if (data === null) return [1, {}]
  return [1, {}]
}

function fieldsWithin(schema: Schema): { name: string; description: unknown }[] {
  const nested = schema.items ? fieldsWithin(schema.items) : []
  return Object.entries(schema.properties ?? {}).reduce((found, [name, field]) => {
    const { description } = field
    return field.$ref ? found : [...found, { name, description }, ...fieldsWithin(field)]
  }, nested)
}

function textOf(page: string): string {
  return page
    .replace(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
