import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../../src/ask'
import { releaseDue } from '../../src/bursts/release-due'
import type { Criteria } from '../../src/cases/case'
import { caseOf } from '../../src/cases/find'
import { runCase, runCases } from '../../src/cases/run'
import { openObjections, settleObjection } from '../../src/cases/settle-objection'
import { openCase } from '../../src/cases/write-criteria'
import { deskPaths } from '../../src/desk-paths'
import type { Letter } from '../../src/letters/letter'
import { MANAGE_LINK_MS, signLink } from '../../src/link'
import { paths } from '../../src/paths'
import type { Registrar } from '../../src/registrar/registrar'
import { audit, rowOf } from '../registrar/audit'
import { heldYes, master, signersOf, tell, together, yes, type Signer } from '../registrar/people'
import { aCampaigner, aSteward, joinTeam, type Campaigner } from '../support/desk'
import { aLetter } from '../support/letters'
import { dumpTables, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

let checker: Campaigner
let second: Campaigner
let reader: Campaigner
beforeAll(async () => {
  checker = await aCampaigner('first@example.org', { fresh: true })
  second = await aCampaigner('second@example.org', { fresh: true })
  reader = await aCampaigner(undefined, { fresh: true })
})

async function ours(team = [checker, second]) {
  const letter = await aLetter()
  for (const one of team) await joinTeam(letter, one, 'checker')
  await joinTeam(letter, reader, 'reader')
  return letter
}

/** So many who are counted, and those who are being checked. */
async function crowd(letter: Letter, counted: Record<string, string>[], held: typeof counted = []) {
  const at = Date.now()
  const sign = (who: typeof counted) => (who.length > 0 ? signersOf(letter, who, at) : [])
  const [some, others] = [await sign(counted), await sign(held)]
  await together(letter, [
    ...some.map((one) => yes(one, { at })),
    ...others.map((one) => heldYes(one, { at })),
  ])
  return { some, others }
}

const many = (n: number, over: Record<string, string> = {}) =>
  Array.from({ length: n }, (_, i) => ({ name: `Ada Quill${i}`, ...over }))

/** The page that follows a press. */
async function press(who: Campaigner, path: string, fields: Record<string, string>) {
  const answer = await who.submit(path, fields)
  const next = answer.headers.get('location')
  return { status: answer.status, html: next ? await who.read(next) : await answer.text(), next }
}

/** Opens a case by its form. */
async function open(letter: Letter, fields: Record<string, string>, who = checker) {
  const opened = await press(who, deskPaths.cases(letter.id), { states: 'both', ...fields })
  return { ...opened, path: opened.next ?? '' }
}

const versionIn = (html: string) => html.match(/name="version" value="(\d+)"/)?.[1] ?? ''

/** Presses a button on the page of a case as it is now, and yes where that is asked. */
async function act(path: string, what: string, over: Record<string, string> = {}, who = checker) {
  const version = versionIn(await who.read(path))
  return press(who, path.split('?')[0] ?? '', { act: what, sure: 'yes', version, ...over })
}

const decide = (path: string, over: Record<string, string> = {}, who = checker) =>
  act(path, 'decide', { reason: 'automated', sentence: 'Made by a program.', ...over }, who)

const idIn = (path: string) => path.match(/cases\/([0-9a-f-]{36})/)?.[1] ?? ''

async function caseNow(path: string) {
  const [one] = await rowsOf<{ state: string; results: string; run_to: number }>(
    'SELECT state, results, run_to FROM signature_case WHERE id = ?',
    idIn(path)
  )
  return { ...one, results: JSON.parse(one?.results ?? '{}') as Record<string, number> }
}

/** Goes on with cases until the one is no longer carried out. */
async function untilOver(path: string) {
  for (let i = 0; i < 20; i++) {
    await runCases(env.DB, env.REGISTRAR, new Date(Date.now() + i * 180_000))
    const now = await caseNow(path)
    if (now.state !== 'running' && now.state !== 'undoing') return now
  }
  throw new Error('It goes on for ever.')
}

const statesOf = (signers: Signer[]) =>
  Promise.all(signers.map(async ({ id }) => (await rowOf(id))?.state ?? 'gone'))

const correctionsOf = async (letter: Letter) =>
  JSON.parse(await aVisitor().read(paths.correctionsJson(letter.slug))) as {
    kind: string
    number: number
    sentence: string
    reason: string
    counted_before: number
    counted_after: number
  }[]

/** How many signatures the corrections are about, by kind: a case may take several commits. */
async function sumsOf(letter: Letter) {
  const sums: Record<string, number> = {}
  for (const { kind, number } of await correctionsOf(letter)) {
    sums[kind] = (sums[kind] ?? 0) + number
  }
  return sums
}

describe('the signatures of a case', () => {
  it('are those that fit all criteria; who is not shown stands there by role and number', async () => {
    const letter = await ours()
    await crowd(
      letter,
      [
        { name: 'Zoë O’Quill' },
        { name: 'ŻOE Oquillan', public: '' },
        { name: 'Zoe Oquill', role: 'parent' },
        { name: 'Grace Fold' },
      ],
      [{ name: 'Zoé Oquillfeather' }]
    )

    const { html, status } = await open(letter, { name: 'zoe oquill*', role: 'head' })

    expect(status).toBe(303)
    expect(html).toContain('A case about 3 signatures')
    expect(html).toContain('2 counted, which is 50% of the total of 4, and 1 being checked')
    expect(html).toContain('Zoë O’Quill')
    expect(html).toContain('Zoé Oquillfeather')
    expect(html).not.toContain('ŻOE')
    expect(html).toContain('Name not shown')
    expect(html).not.toContain('Grace Fold')
  })

  it('tell nobody who hides whether they signed without their seeing that it was asked', async () => {
    const letter = await ours()
    const { some } = await crowd(letter, [
      { name: 'Hester Hidden', public: '' },
      { name: 'Shona Shown' },
      ...many(5, { name: 'Rosa Fold', public: '' }),
      { name: 'Rosa Solo', public: '' },
    ])
    const manage = async (i: number) => {
      const until = Date.now() + MANAGE_LINK_MS
      return aVisitor().read(
        paths.signature(await signLink(master, 'manage', some[i]?.id ?? '', until))
      )
    }
    const asked = 'looked for a name, school or mail domain that yours has'

    await open(letter, { name: 'Hester H*' })
    await open(letter, { name: 'Shona *' })
    await open(letter, { name: 'Rosa *' })
    // They stand in a case by now, and one of them alone is found there.
    await open(letter, { name: 'Rosa Solo' })

    const seen = [await manage(0), await manage(1), await manage(2), await manage(7)]
    expect(seen.map((html) => html.includes(asked))).toEqual([true, false, false, true])
    expect(seen[0]).toContain('Nobody saw your name')
  })

  it.each([
    ['a domain', { domain: '@Mail.Example.com' }, ['Ada Mailbox']],
    ['a window', { from: '2025-06-22 14:00', until: '2025-06-22T15:00' }, ['Ada Noon']],
    ['words of a school', { school: 'saltby' }, ['Ada Salt']],
    ['a state', { states: 'held' }, ['Ada Held']],
    ['the network of a signatory', { network_of: '1' }, ['Ada Mailbox', 'Ada Salt']],
    [
      'that and those beside it',
      { network_of: '#1', width: 'wider' },
      ['Ada Mailbox', 'Ada Noon', 'Ada Salt'],
    ],
    ['a risk', { score: '60' }, ['Ada Held']],
  ])('are found by %s', async (_, fields, names) => {
    const letter = await mixed()

    const { html } = await open(letter, fields)

    const shown = [...html.matchAll(/<b>(Ada \w+)<\/b>/g)].map(([, name]) => name)
    expect(shown.toSorted()).toEqual(names)
    for (const { id } of await rowsOf<{ id: string }>(
      'SELECT id FROM signature_case WHERE letter_id = ?',
      letter.id
    )) {
      await env.DB.prepare(`DELETE FROM signature_case WHERE id = ?`).bind(id).run()
    }
  })

  it.each([
    ['nothing at all', {}, 'fill in at least one field'],
    ['no domain', { domain: 'nowhere' }, 'Give a domain'],
    ['no time', { from: 'yesterday' }, 'Give the day and the time'],
    [
      'a window that ends first',
      { from: '2025-06-22 14:00', until: '2025-06-22 13:00' },
      'after the other',
    ],
    ['a number nobody has', { network_of: '999' }, 'No signature that counts'],
    ['a risk beyond all', { score: '101' }, 'from 1 to 100'],
    ['a role the letter lacks', { role: 'pope' }, 'Choose a role'],
    ['a name that is too long', { name: 'q'.repeat(60) }, 'Use fewer letters'],
    ['a state there is not', { states: 'all', school: 'x' }, 'Choose from the lists'],
  ])('are not looked for with %s, and what was typed stays', async (_, fields, said) => {
    const letter = await ours()

    const { status, html } = await open(letter, { school: '', ...fields })

    expect(status).toBe(422)
    expect(html).toContain(said)
    // A choice that no list has can't be shown again.
    const kept = Object.values(fields).filter((one) => one !== 'all' && one !== 'pope')
    expect(kept.filter((one) => !html.includes(one))).toEqual([])
  })

  it('leave out those of another living case, and say how many', async () => {
    const letter = await ours()
    await crowd(letter, [...many(3), { name: 'Grace Fold' }])
    await open(letter, { name: 'Ada*' })

    const { html } = await open(letter, { name: '*' })

    expect(html).toContain('A case about 1 signature')
    expect(html).toContain('3 signatures more would fit, and stand in another case')
  })

  it('make no case where nobody fits them all, or only who stands in another', async () => {
    const letter = await ours()
    await crowd(letter, many(2))

    const none = await open(letter, { name: 'Nobody*', domain: 'b.example.org' })
    const first = await open(letter, { name: 'Ada*' })
    const others = await open(letter, { name: 'Ada*' })

    expect(none.status).toBe(422)
    expect(none.html).toContain('No signature fits all of this, so no case was made.')
    expect(none.html).toContain('value="Nobody*"')
    expect(none.html).toContain('value="b.example.org"')
    expect(others.status).toBe(422)
    expect(others.html).toContain('2 signatures would fit, all in another case')
    const cases = await checker.read(deskPaths.cases(letter.id))
    expect(cases.match(/\/cases\/[0-9a-f-]{36}/g)?.map((path) => idIn(path))).toEqual([
      idIn(first.path),
    ])
    // Who looks for somebody is known to the team, also if nobody is found.
    expect(await checker.read(deskPaths.audit(letter.id))).toContain('and found none.')
  })

  it('stand before what is to be decided; where there are none, nothing is', async () => {
    const letter = await ours()
    await crowd(letter, many(1))

    const { html, path } = await open(letter, { name: 'Ada*' })
    const seen = { version: versionIn(html), states: 'both', name: 'Nobody*' }
    const anew = await press(checker, deskPaths.caseCriteria(letter.id, idIn(path)), seen)
    const empty = await checker.read(path)

    expect(anew.status).toBe(303)
    expect(html).toContain('A case about 1 signature')
    expect(html.indexOf('Which signatures')).toBeLessThan(
      html.indexOf('Why should they not count?')
    )
    expect(empty).toContain('No signature is listed, so there is nothing to decide.')
    expect(empty).not.toContain('name="reason"')
    expect((await act(path, 'dismiss')).html).toContain('Found to be nothing.')
  })

  it('are listed anew with other criteria, and whoever saw those before is told', async () => {
    const letter = await ours()
    await crowd(letter, [...many(3), { name: 'Grace Fold' }])
    const { path, html } = await open(letter, { name: 'Ada*' })
    const seen = { version: versionIn(html), seen_state: 'open', seen_listed: '3' }
    const criteria = deskPaths.caseCriteria(letter.id, idIn(path))
    expect(await second.read(criteria)).toContain('value="Ada*"')

    const anew = await press(second, criteria, { ...seen, states: 'counted', name: 'Grace*' })
    const late = await press(checker, path, {
      ...seen,
      act: 'decide',
      reason: 'automated',
      sure: 'yes',
    })

    expect(anew.html).toContain('A case about 1 signature')
    expect(late.status).toBe(409)
    expect(late.html).toContain(
      'You saw it open, about 3 signatures. Now it is open, about 1 signature.'
    )
    expect(await caseNow(path)).toMatchObject({ state: 'open' })
  })
})

let shared: Letter | undefined
async function mixed() {
  if (shared) return shared
  const letter = await ours()
  const { some } = await crowd(
    letter,
    [
      { name: 'Ada Mailbox', email: 'ada@mail.example.com' },
      { name: 'Ada Noon' },
      { name: 'Ada Salt', school: 'Saltby Primary' },
      { name: 'Grace Other' },
    ],
    [{ name: 'Ada Held' }]
  )
  const set = (sql: string, ...params: unknown[]) =>
    env.DB.prepare(sql)
      .bind(...params)
      .run()
  const noon = Date.parse('2025-06-22T13:30:00Z')
  await set(`DELETE FROM trace WHERE letter_id = ?`, letter.id)
  await set(`UPDATE signature SET created_at = ? WHERE id = ?`, noon, some[1]?.id)
  await set(
    `UPDATE signature SET risk = '{"score":60,"reasons":["trap-filled"]}'
     WHERE letter_id = ? AND state = 'held'`,
    letter.id
  )
  for (const [i, network] of [7, 8, 7].entries()) {
    await set(
      `INSERT INTO trace (letter_id, at, signature_id, network, wider)
       SELECT letter_id, created_at, id, ?2, 1 FROM signature WHERE id = ?1`,
      some[i]?.id,
      network
    )
  }
  return (shared = letter)
}

describe('a case', () => {
  it('needs a second person past two in a hundred: never who asked, not even as a steward', async () => {
    const steward = await aSteward({ fresh: true })
    const letter = await ours([checker, steward])
    const { some } = await crowd(letter, [...many(9), { name: 'Grace Fold' }])
    const { path } = await open(letter, { name: 'Ada*' }, steward)

    const asked = await decide(path, {}, steward)
    const own = await act(path, 'approve', {}, steward)

    expect(asked.html).toContain('waiting for a second person')
    expect(own.status).toBe(409)
    expect(own.html).toContain('You asked for it, so somebody else must say yes')
    expect(await caseNow(path)).toMatchObject({ state: 'asked' })
    const mails = await rowsOf<{ address: string }>(
      `SELECT address FROM outbox WHERE details->>'notice' = 'case-news' AND details->>'news' = 'asked'
       AND details->>'letterId' = ?`,
      letter.id
    )
    expect(mails).toEqual([{ address: 'first@example.org' }])
    expect(await checker.read(deskPaths.letter(letter.id))).toContain('1 case waits for a decision')

    expect((await act(path, 'approve')).status).toBe(303)
    expect(await untilOver(path)).toEqual({ state: 'done', run_to: 9, results: { removed: 9 } })
    expect(await statesOf(some)).toEqual([...many(9).map(() => 'removed'), 'counted'])
    expect(await audit(letter)).toMatchObject({ counted: 1, removed: 9 })
  })

  it('may be sent back with words, taken back, or found to be nothing, after which who was held counts', async () => {
    const letter = await ours()
    const { others } = await crowd(letter, many(2), many(1, { name: 'Held Quill' }))
    const { path } = await open(letter, { name: '*Quill*' })
    await decide(path)

    expect((await act(path, 'send-back', {}, second)).html).toContain('Say what should be changed')
    const back = await act(path, 'send-back', { note: 'Not the held one.' }, second)
    expect(back.html).toContain('Not the held one.')
    await decide(path)
    await act(path, 'take-back')
    expect(await caseNow(path)).toMatchObject({ state: 'open' })

    await act(path, 'dismiss', { note: 'All real.' })
    await releaseDue(env.DB, env.REGISTRAR, new Date())

    expect(await caseNow(path)).toMatchObject({ state: 'dismissed' })
    expect(await statesOf(others)).toEqual(['counted'])
    expect(await correctionsOf(letter)).toEqual([])
  })

  it('about a few of many is one person’s to decide, once they are sure, with a fresh code', async () => {
    const letter = await ours()
    await crowd(letter, [...many(99), { name: 'Grace Fold' }])
    const { path } = await open(letter, { name: 'Grace Fold' })
    const stale = await aCampaigner('third@example.org')
    await joinTeam(letter, stale, 'checker')

    const sure = await act(path, 'decide', {
      reason: 'legal',
      sentence: 'About Grace Fold.',
      sure: '',
    })
    const code = await decide(path, {}, stale)
    const unsaid = await act(path, 'decide', { reason: '' })

    expect(sure.html).toContain('The name of one of the signers seems to stand in the sentence')
    expect(code.html).toContain('This needs a fresh code')
    expect(unsaid.html).toContain('Choose why they should not count')
    expect(await caseNow(path)).toMatchObject({ state: 'open' })
    await act(path, 'decide', { reason: 'legal' })
    expect((await untilOver(path)).state).toBe('done')
    expect(await correctionsOf(letter)).toMatchObject([
      {
        kind: 'removal',
        reason: 'legal',
        sentence: 'The law requires it.',
        counted_before: 100,
        counted_after: 99,
      },
    ])
    // What one person decides alone adds up.
    await crowd(letter, many(2, { name: 'Ruth Fold' }))
    const more = await open(letter, { name: 'Ruth Fold' })
    expect(more.html).toContain('Ask a second person')
  })

  it('is not decided alone twice at one moment, where both together take a second person', async () => {
    const letter = await ours()
    await crowd(letter, [
      ...many(100),
      ...many(2, { name: 'Ruth Fold' }),
      ...many(2, { name: 'Joan Fold' }),
    ])
    const [ruth, joan] = [
      await open(letter, { name: 'Ruth Fold' }),
      await open(letter, { name: 'Joan Fold' }),
    ]

    const both = await Promise.all([decide(ruth.path), decide(joan.path)])

    const alone = await rowsOf(
      'SELECT 1 FROM signature_case WHERE letter_id = ? AND decided_by = ?',
      letter.id,
      checker.account.id
    )
    expect(both.map(({ status }) => status)).toContain(303)
    expect(alone).toHaveLength(1)
  })

  it('is for checkers and stewards: readers are told, others find nothing', async () => {
    const letter = await ours()
    await crowd(letter, many(2))
    const steward = await aSteward({ fresh: true })
    const { path } = await open(letter, { name: 'Ada*' }, steward)
    const outsider = await aCampaigner()

    expect((await reader.visit(deskPaths.cases(letter.id))).status).toBe(403)
    expect((await outsider.visit(deskPaths.cases(letter.id))).status).toBe(404)
    expect((await outsider.visit(path)).status).toBe(404)
    expect((await checker.visit(deskPaths.case(letter.id, crypto.randomUUID()))).status).toBe(404)
    expect(await steward.read(deskPaths.cases(letter.id))).toContain('2 signatures, open')
    await decide(path)
    expect((await act(path, 'approve', {}, steward)).status).toBe(303)
    const lines = await rowsOf<{ act: string }>(
      `SELECT act FROM audit WHERE letter_id = ? AND as_steward = 1 ORDER BY id`,
      letter.id
    )
    expect(lines.map(({ act }) => act)).toEqual(['open-case', 'case-approve'])
  })

  it('writes nothing while its pages are only read', async () => {
    const letter = await ours()
    await crowd(letter, many(2), many(1))
    const { path } = await open(letter, { name: 'Ada*' })
    const before = await dumpTables()

    for (const page of [
      path,
      deskPaths.cases(letter.id),
      deskPaths.held(letter.id),
      deskPaths.newCase(letter.id),
    ]) {
      await checker.read(page)
    }

    expect(await dumpTables()).toBe(before)
  })
})

/** A case that is being carried out, with nobody at it. */
async function running(letter: Letter, criteria: Partial<Criteria> = {}) {
  const by = { accountId: checker.account.id, asSteward: false }
  const all = { states: ['counted', 'held'] as Criteria['states'], ...criteria }
  const { id } = await openCase(env.DB, letter.id, all, by, new Date())
  await env.DB.prepare(
    `UPDATE signature_case SET state = 'running', reason = 'automated', sentence = 'By a program.',
            decided_at = 1 WHERE id = ?`
  )
    .bind(id)
    .run()
  return deskPaths.case(letter.id, id)
}

/** A Registrar that does so many acts of the first call, and is then gone with whoever asked. */
function diesAfter(n: number): DurableObjectNamespace<Registrar> {
  return {
    idFromName: (name: string) => env.REGISTRAR.idFromName(name),
    get: (id: DurableObjectId) => ({
      actAll: async (letterId: number, acts: never[]) => {
        await env.REGISTRAR.get(id).actAll(letterId, acts.slice(0, n))
        throw new Error('killed')
      },
    }),
  } as unknown as DurableObjectNamespace<Registrar>
}

/** A Registrar that counts one who is being checked just before it is asked for anything else. */
function releasesFirst(letter: Letter, id: string): DurableObjectNamespace<Registrar> {
  return {
    idFromName: (name: string) => env.REGISTRAR.idFromName(name),
    get: (registrar: DurableObjectId) => ({
      actAll: async (letterId: number, acts: never[]) => {
        await tell(letter, { verb: 'release', id, at: Date.now() })
        return env.REGISTRAR.get(registrar).actAll(letterId, acts)
      },
    }),
  } as unknown as DurableObjectNamespace<Registrar>
}

/** A database that fails in this way at the first batch that notes what was done. */
function failsAtNoting(how: 'before' | 'after'): D1Database {
  let failed = false
  return {
    prepare: (sql: string) => env.DB.prepare(sql),
    batch: async (statements: D1PreparedStatement[]) => {
      if (failed) return env.DB.batch(statements)
      failed = true
      if (how === 'after') await env.DB.batch(statements)
      throw new Error('D1_ERROR: Network connection lost.')
    },
  } as unknown as D1Database
}

describe('a case that is carried out', () => {
  it.each([
    ['in the middle of a batch', () => [env.DB, diesAfter(13)] as const],
    [
      'after the Registrar answered, before that was noted',
      () => [failsAtNoting('before'), env.REGISTRAR] as const,
    ],
    ['after that was noted', () => [failsAtNoting('after'), env.REGISTRAR] as const],
  ])('and is killed %s removes each signature once', async (_, broken) => {
    const letter = await ours()
    await crowd(letter, many(30), many(5))
    const path = await running(letter)
    const [db, registrars] = broken()

    await runCase(db, registrars, idIn(path), new Date()).catch(() => undefined)
    await untilOver(path)

    expect(await caseNow(path)).toMatchObject({
      state: 'done',
      results: { removed: 30, refused: 5 },
    })
    const { entries } = await audit(letter)
    expect(entries.filter(({ bytes }) => bytes[1] === 0x04)).toHaveLength(30)
    expect(await sumsOf(letter)).toEqual({ removal: 30, refusal: 5 })
    expect(await aVisitor().read(paths.corrections(letter.slug))).toContain('−30')
  })

  it('and is killed at the 437th of 520 goes on behind it, batch after batch', async () => {
    const letter = await ours()
    await crowd(letter, many(520))
    const path = await running(letter)

    await runCase(env.DB, diesAfter(437), idIn(path), new Date())
    expect(await caseNow(path)).toEqual({ state: 'running', results: {}, run_to: 0 })
    await untilOver(path)

    expect(await caseNow(path)).toEqual({ state: 'done', results: { removed: 520 }, run_to: 520 })
    expect(await audit(letter)).toMatchObject({ counted: 0, confirmed: 520, removed: 520 })
    const page = await aVisitor().read(paths.corrections(letter.slug))
    expect(page).toContain('−520')
    expect(page.match(/<tr id=/g)).toHaveLength(1)
  }, 60_000)

  it('leaves alone whoever withdrew or erased meanwhile, and can be paused and stopped', async () => {
    const letter = await ours()
    const { some } = await crowd(letter, many(4))
    const at = Date.now()
    const path = await running(letter)
    await act(path, 'pause')
    await runCases(env.DB, env.REGISTRAR, new Date())
    expect(await caseNow(path)).toMatchObject({ state: 'paused', results: {} })
    await tell(letter, { verb: 'withdraw', id: some[0]?.id ?? '', at })
    await tell(letter, { verb: 'erase', id: some[1]?.id ?? '', at })

    expect((await act(path, 'resume')).html).toContain('It is')
    await untilOver(path)

    expect(await caseNow(path)).toMatchObject({ state: 'done', results: { left: 2, removed: 2 } })
    // What goes to the Registrar together is one step in public too.
    const corrections = await aVisitor().read(paths.correctionsJson(letter.slug))
    expect(JSON.parse(corrections)).toMatchObject([
      { number: 2, counted_before: 2, counted_after: 0 },
    ])
    const other = await running(await withTwo())
    await act(other, 'cancel')
    await runCases(env.DB, env.REGISTRAR, new Date())
    expect(await caseNow(other)).toMatchObject({ state: 'cancelled', results: {} })
  })

  it('and is killed, then stopped for good, notes what was done, so that it can be undone', async () => {
    const letter = await ours()
    const { some } = await crowd(letter, many(20))
    const path = await running(letter)
    await runCase(env.DB, diesAfter(13), idIn(path), new Date())

    await act(path, 'cancel')
    expect(await caseNow(path)).toMatchObject({ state: 'cancelled', results: { removed: 13 } })
    await act(path, 'undo', { sentence: 'They were real.' })
    await act(path, 'approve', {}, second)
    await untilOver(path)

    expect(await caseNow(path)).toMatchObject({ state: 'undone', results: { reinstated: 13 } })
    expect(new Set(await statesOf(some))).toEqual(new Set(['counted']))
    expect(await audit(letter)).toMatchObject({ counted: 20, removed: 0 })
  })

  it('leaves to a next case whoever is like those and came after they were listed', async () => {
    const letter = await ours()
    await crowd(letter, many(1))
    const path = await running(letter)
    const { others } = await crowd(letter, [], many(2, { name: 'Late Quill' }))
    await env.DB.prepare(
      `UPDATE signature SET risk = '{"score":60,"reasons":["in-case"]}' WHERE id = ?`
    )
      .bind(others[0]?.id ?? '')
      .run()

    await untilOver(path)
    await releaseDue(env.DB, env.REGISTRAR, new Date(Date.now() + 49 * 3_600_000))

    expect(await statesOf(others)).toEqual(['held', 'counted'])
    expect(await checker.read(deskPaths.cases(letter.id))).toContain('suggested')
    const [next] = await rowsOf<{ id: string; listed: number }>(
      `SELECT id, listed FROM signature_case WHERE letter_id = ? AND state = 'suggested'`,
      letter.id
    )
    expect(next?.listed).toBe(1)
    const again = deskPaths.case(letter.id, next?.id ?? '')
    await decide(again)
    await act(again, 'approve', {}, second)
    await untilOver(again)
    expect(await statesOf(others)).toEqual(['refused', 'counted'])
    expect(
      await rowsOf('SELECT 1 FROM signature_case WHERE letter_id = ?', letter.id)
    ).toHaveLength(2)
  })

  it('takes out whoever was released while it was carried out', async () => {
    const letter = await ours()
    const { others } = await crowd(letter, many(2), many(2, { name: 'Held Quill' }))
    const path = await running(letter)
    const id = others[0]?.id ?? ''

    await runCase(env.DB, releasesFirst(letter, id), idIn(path), new Date())

    expect(await caseNow(path)).toMatchObject({
      state: 'done',
      results: { removed: 3, refused: 1 },
    })
    expect(await statesOf(others)).toEqual(['removed', 'refused'])
    await audit(letter)
  })

  it.each([
    ['before it was carried out', true],
    ['afterwards', false],
  ])('forgets the name that it was looked for by, of who was erased %s', async (_, isBefore) => {
    const letter = await ours()
    const name = `Imogen Vellichor${isBefore ? 'a' : 'e'}`
    const { some } = await crowd(letter, [{ name }, { name: 'Grace Fold' }])
    const path = await running(letter, { name, nameLike: name.toLowerCase() })
    const erase = () => tell(letter, { verb: 'erase', id: some[0]?.id ?? '', at: Date.now() })

    if (isBefore) await erase()
    await untilOver(path)
    if (!isBefore) await erase()

    expect((await dumpTables()).toLowerCase()).not.toContain(name.toLowerCase())
  })

  it('can be undone: all count again but who erased, declined or signed anew', async () => {
    const letter = await ours()
    const { some, others } = await crowd(letter, many(5), many(2, { name: 'Held Quill' }))
    const path = await running(letter)
    await untilOver(path)
    const at = Date.now()
    const id = (i: number) => some[i]?.id ?? ''
    await tell(letter, { verb: 'erase', id: id(0), at })
    await tell(letter, { verb: 'withdraw', id: id(1), at })
    const [anew] = await signersOf(letter, [{ email: some[2]?.form.email ?? '' }], at)
    if (anew) await tell(letter, yes(anew, { at }))

    expect((await act(path, 'undo')).html).toContain('Say why it is taken back')
    await act(path, 'undo', { sentence: 'They were real.' })
    expect(await caseNow(path)).toMatchObject({ state: 'asked' })
    await act(path, 'approve', {}, second)
    await untilOver(path)

    expect(await caseNow(path)).toMatchObject({
      state: 'undone',
      results: { reinstated: 4, 'kept-out': 3 },
    })
    expect((await statesOf(some)).slice(3)).toEqual(['counted', 'counted'])
    expect(await statesOf(others)).toEqual(['counted', 'counted'])
    await audit(letter)
    const told = await sumsOf(letter)
    expect(told).toEqual({ removal: 5, refusal: 2, reinstatement: 2, reconsideration: 2 })
    const page = await aVisitor().read(paths.corrections(letter.slug))
    expect(page).toContain('Looked at again')
  })
})

async function withTwo() {
  const letter = await ours()
  await crowd(letter, many(2))
  return letter
}

describe('an objection', () => {
  const manageLink = ({ id }: Signer) => signLink(master, 'manage', id, Date.now() + MANAGE_LINK_MS)
  const objectTo = async (signer: Signer, words: string) => {
    const t = await manageLink(signer)
    return aVisitor().submit(paths.signatureChange(), { t, action: 'object', words })
  }

  it('is read by the team; upheld, that one signature counts again, and its signer sees why', async () => {
    const letter = await ours()
    const { some, others } = await crowd(letter, many(3), many(1, { name: 'Held Quill' }))
    const path = await running(letter)
    await untilOver(path)
    const [first, held] = [some[0], others[0]]
    if (!first || !held) throw new Error('Nobody signed.')
    const manage = paths.signature(await manageLink(first))
    expect(await aVisitor().read(manage)).toContain(
      'The reason, as everyone reads it: “By a program.”'
    )

    expect((await objectTo(first, '')).status).toBe(422)
    expect(await (await objectTo(first, 'I am head of <Brambleholt>.')).text()).toContain(
      'answers here'
    )
    expect(await (await objectTo(first, 'Again.')).text()).toContain('Nothing was kept')
    await objectTo(held, 'So am I.')

    const html = await checker.read(path)
    expect(html).toContain('I am head of &lt;Brambleholt&gt;.')
    expect(await checker.read(deskPaths.home())).toContain('2 signers object to a decision')
    for (const said of ['I am head', 'So am I.']) {
      const row = html.split('<li>').find((one) => one.includes(said)) ?? ''
      const id = row.match(/name="objection" value="([^"]+)"/)?.[1] ?? ''
      const answer = { objection: id, act: 'uphold', [`answer-${id}`]: 'A real head.' }
      const named = { ...answer, [`answer-${id}`]: 'Ada Quill1 is real.' }
      expect((await press(checker, `${path}/objections`, named)).html).toContain('Leave it out')
      const empty = await press(checker, `${path}/objections`, { objection: id, act: 'uphold' })
      expect(empty.html).toContain('Write an answer')
      expect((await press(checker, `${path}/objections`, answer)).html).toContain('Answered.')
    }
    expect(await statesOf([first, held])).toEqual(['counted', 'counted'])
    expect(await caseNow(path)).toMatchObject({
      results: { removed: 2, reinstated: 2, refused: 0 },
    })
    expect(await aVisitor().read(manage)).toContain('you were right. A real head.')
    await audit(letter)
  })

  it('is not answered while nobody can tell whether the signature counts again', async () => {
    const letter = await ours()
    const { some } = await crowd(letter, many(1))
    const path = await running(letter)
    await untilOver(path)
    if (some[0]) await objectTo(some[0], 'I am real.')
    const [one] = await ask(env.DB, caseOf(env.DB, letter.id, idIn(path)))
    const [[said]] = await ask(env.DB, openObjections(env.DB, idIn(path)))
    if (!one || !said) throw new Error('Nobody objects.')
    const upheld = { upheld: true, answer: 'A real head.' }
    const by = { accountId: checker.account.id, asSteward: false }

    const settle = (registrars: DurableObjectNamespace<Registrar>) =>
      settleObjection(env.DB, { registrars, master }, one, said.id, upheld, by, new Date())
    const unsure = await settle(diesAfter(0))
    const [[still]] = await ask(env.DB, openObjections(env.DB, idIn(path)))
    const settled = await settle(env.REGISTRAR)

    expect([unsure, settled]).toEqual(['unsure', 'settled'])
    expect(still?.words).toBe('I am real.')
    expect(await statesOf(some)).toEqual(['counted'])
  })

  it('may be rejected with an answer, by mail too where the address is kept; the words are deleted', async () => {
    const letter = await ours()
    const { some } = await crowd(letter, many(1, { updates: 'on' }))
    const path = await running(letter)
    await untilOver(path)
    const [signer] = some
    if (!signer) throw new Error('Nobody signed.')
    await objectTo(signer, 'It was me, truly.')
    const id = (await checker.read(path)).match(/name="objection" value="([^"]+)"/)?.[1] ?? ''

    const answer = { objection: id, act: 'reject', [`answer-${id}`]: 'No such school.' }
    await press(checker, `${path}/objections`, answer)
    const twice = await press(second, `${path}/objections`, { ...answer, act: 'uphold' })

    expect(twice.status).toBe(409)
    expect(await statesOf(some)).toEqual(['removed'])
    const manage = await aVisitor().read(paths.signature(await manageLink(signer)))
    expect(manage).toContain('the decision stays. No such school.')
    expect((await dumpTables()).includes('It was me, truly.')).toBe(false)
    const [mail] = await rowsOf<{ address: string }>(
      `SELECT address FROM outbox WHERE details->>'notice' = 'objection-answered'`
    )
    expect(mail?.address).toBe(signer.form.email)
  })

  it('swamps nobody: of so many a day those who may answer hear by mail, and the others stand there', async () => {
    const letter = await ours()
    const { some } = await crowd(letter, many(12))
    const path = await running(letter)
    await untilOver(path)

    for (const signer of some) await objectTo(signer, 'It was me.')

    const told = await rowsOf(
      `SELECT 1 FROM outbox WHERE details->>'caseId' = ? AND details->>'news' = 'objection'
         AND address = ?`,
      idIn(path),
      checker.account.address
    )
    expect(told).toHaveLength(10)
    expect((await checker.read(path)).match(/It was me\./g)).toHaveLength(12)
  })

  it('is nobody’s whose signature counts', async () => {
    const letter = await ours()
    const { some } = await crowd(letter, many(1))
    const [signer] = some
    if (!signer) throw new Error('Nobody signed.')

    const html = await (await objectTo(signer, 'For fun.')).text()

    expect(html).toContain('Nothing was kept')
    expect(await aVisitor().read(paths.signature(await manageLink(signer)))).not.toContain(
      'If you do not agree'
    )
  })
})

describe('who is being checked', () => {
  it('stands on a page with why and until when; a checker may count one, but not one of a case', async () => {
    const letter = await ours()
    const { others } = await crowd(letter, [], [...many(2), { name: 'Hidden Quill', public: '' }])
    await env.DB.prepare(
      `UPDATE signature SET risk = '{"score":60,"reasons":["trap-filled"]}' WHERE letter_id = ?`
    )
      .bind(letter.id)
      .run()
    const held = deskPaths.held(letter.id)

    const html = await checker.read(held)
    expect(html).toContain('3 in all')
    expect(html).toContain('A field was filled in that people don’t see')
    expect(html).not.toContain('Hidden Quill')
    const count = (signer: Signer | undefined) =>
      press(checker, held, { act: 'count', signature: signer?.id ?? '' })
    expect((await count(others[0])).html).toContain('It is counted.')
    expect((await count(others[0])).status).toBe(303)
    await open(letter, { states: 'held' })
    expect(
      await rowsOf('SELECT listed FROM signature_case WHERE letter_id = ?', letter.id)
    ).toEqual([{ listed: 2 }])
    const refused = await count(others[1])
    expect(refused.status).toBe(409)
    expect(refused.html).toContain('A case is about it')
    expect(await statesOf(others)).toEqual(['counted', 'held', 'held'])
    expect((await count({ id: `${letter.id}.nobody` } as Signer)).status).toBe(409)
    const elsewhere = await crowd(await ours(), [], many(1))
    expect((await count(elsewhere.others[0])).status).toBe(409)
    expect(await statesOf(elsewhere.others)).toEqual(['held'])
  })
})
