import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { writeComment } from '../../src/comments/write'
import { deskPaths } from '../../src/desk-paths'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { askRegistrar } from '../../src/registrar/ask'
import { aCampaigner, joinTeam, type Campaigner } from '../support/desk'
import { aLetter } from '../support/letters'
import { ada, change, signAndConfirm } from '../support/signers'
import { aCountedDatabase, aSite } from '../support/site'
import { dumpTables, findInTables, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

let people = 0

const REMOVAL = { reason: 'impersonation', caseId: '01234567-89ab-4cde-8f01-23456789abcd' } as const

/** A letter that asks its signers why, and whoever reads what they say. */
async function anAsking(over: Parameters<typeof aLetter>[0] = {}) {
  const letter = await aLetter(over)
  await set(letter, 'takes_comments = 1')
  const checker = await aCampaigner()
  await joinTeam(letter, checker, 'checker')
  return { letter, checker }
}

/** The same with somebody who said why. */
async function aSaid(
  words = `Because of the fog, ${++people}.`,
  over: Record<string, string> = {}
) {
  const asking = await anAsking()
  const signer = await someone(asking.letter, over)
  await signer.say(words)
  return { ...asking, signer, words }
}

/** Somebody who is counted, and what they do on their own page. */
async function someone(letter: Letter, over: Record<string, string> = {}) {
  const { visitor, manage, page, fields } = await signAndConfirm(
    letter,
    ada({ name: `Odo Marrowby${++people}`, ...over })
  )
  const { email: _, consent: __, ...said } = fields
  return {
    page,
    name: fields.name,
    email: fields.email,
    manage,
    say: (comment: string) =>
      visitor.submit(paths.signatureChange(), { t: manage, action: 'comment', comment }),
    own: () => visitor.read(paths.signature(manage)),
    press: (action: string, more: Record<string, string> = {}) =>
      visitor.submit(paths.signatureChange(), { t: manage, action, sure: 'yes', ...more }),
    correct: (more: Record<string, string>) =>
      change(visitor, manage, 'correct', { ...said, ...more }),
    data: async () => JSON.parse(await visitor.read(paths.signatureData(manage))) as Data,
    id: async () => idOf(letter, fields.name),
  }
}

type Data = { comment: { words: string; state: string; because: string | null } | null }

async function idOf({ id }: Letter, name: string): Promise<string> {
  const sql = 'SELECT id FROM signature WHERE letter_id = ? AND name = ?'
  const [row] = await rowsOf<{ id: string }>(sql, id, name)
  return row?.id ?? ''
}

const set = ({ id }: Letter, columns: string) =>
  env.DB.prepare(`UPDATE letter SET ${columns} WHERE id = ?`).bind(id).run()

const toRead = (letter: Letter, who: Campaigner, query = '') =>
  who.read(deskPaths.comments(letter.id) + query)

/** What the page has in its boxes, as a browser would send them. */
const boxesOn = (page: string) =>
  [...page.matchAll(/name="comment" value="([^"]+)"/g)].map(([, value]) => value ?? '')

type Fields = Record<string, string | string[]>

async function decide(letter: Letter, who: Campaigner, to: string, over: Fields = {}, list = '') {
  const query = list && `?list=${list}`
  const comment = boxesOn(await toRead(letter, who, query))
  const form = { comment, 'reason-why': 'off-topic', 'sentence-why': '', to, ...over }
  return who.submit(deskPaths.comments(letter.id) + query, form)
}

/** What everybody reads: the letter, and the page of all comments. */
async function publicPages(letter: Letter): Promise<string> {
  const visitor = aVisitor()
  return (
    (await visitor.read(paths.letter(letter.slug))) +
    (await visitor.read(paths.comments(letter.slug)))
  )
}

const commentsIn = (letter: Letter) =>
  rowsOf<{ words: string; state: string }>(
    'SELECT words, state FROM comment WHERE letter_id = ?',
    letter.id
  )

describe('why somebody signed', () => {
  it('is asked once they count, and shown beside their name once a checker has read it', async () => {
    const { letter, checker } = await anAsking()
    const signer = await someone(letter)
    expect(signer.page).toContain('Would you say why you signed?')

    const answer = await signer.say('  Because my   class\r\nwaits. ')

    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('shown once somebody of the letter’s team has read it')
    expect(await signer.own()).toContain('Nobody of the letter’s team has read it yet.')
    expect(await publicPages(letter)).not.toContain('my class waits')
    expect(await checker.read(deskPaths.letter(letter.id))).toContain('1 comment to read')
    const page = await toRead(letter, checker)
    expect(page).toContain('Because my class waits.')
    expect(page).toContain(`${signer.name}, Headteacher, Brambleholt Primary, number 1`)

    const decided = await decide(letter, checker, 'shown')
    expect(decided.headers.get('location')).toContain('done=shown')
    const shown = await publicPages(letter)
    expect(shown.match(/Because my class waits\./g)).toHaveLength(2)
    expect(shown).toContain(`${signer.name}, <bdi>Headteacher, Brambleholt Primary</bdi>`)
    expect(await signer.own()).toContain('It was read, and is shown wherever your name is.')
    expect(await checker.read(deskPaths.letter(letter.id))).not.toContain('comment to read')
    expect(await checker.read(deskPaths.audit(letter.id))).toContain(
      'had shown why number 1 signed.'
    )
  })

  it('is asked of nobody where the letter does not want it, and not kept', async () => {
    const letter = await aLetter()
    const signer = await someone(letter)
    const before = await dumpTables()

    expect(signer.page).not.toContain('why you signed')
    expect(await signer.own()).not.toContain('Why you signed')
    expect((await signer.say('Unasked')).status).toBe(422)
    expect(await dumpTables()).toBe(before)
    expect((await aVisitor().visit(paths.comments(letter.slug))).status).toBe(404)
  })

  it('is asked only beside a name: whoever hides theirs is told, and nothing is kept', async () => {
    const { letter } = await anAsking()
    const signer = await someone(letter, { public: '' })
    expect(signer.page).not.toContain('Would you say why you signed?')
    expect(await signer.own()).toContain('It can only be shown beside your name')

    const answer = await signer.say('Typed with care')

    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('Show your name first, then send it again.')
    expect(page).toContain('Typed with care</textarea>')
    expect(await commentsIn(letter)).toEqual([])
  })

  it('has 300 characters as people count them, and what was typed stays with the mistake', async () => {
    const { letter } = await anAsking()
    const signer = await someone(letter)

    const tooLong = await signer.say('🦉'.repeat(301))
    expect(tooLong.status).toBe(422)
    const page = await tooLong.text()
    expect(page).toContain('Use 300 characters or fewer (now 301).')
    expect(page).toContain('🦉</textarea>')
    expect((await signer.say(`z${'\u0335'.repeat(9)}`)).status).toBe(422)
    expect(await commentsIn(letter)).toEqual([])

    expect((await signer.say(`${'🦉'.repeat(299)}\n\n`)).status).toBe(200)
    expect(await commentsIn(letter)).toEqual([{ words: '🦉'.repeat(299), state: 'waiting' }])
  })

  it('is text and nothing else: no markup, no link, no unseen turn of the writing', async () => {
    const words = '<b>Now</b> *see* https://example.org \u202Ekcab\u200B & [x](https://example.com)'
    const { letter, checker } = await aSaid(words)
    await decide(letter, checker, 'shown')

    const page = await publicPages(letter)

    expect(page).toContain(
      '&lt;b&gt;Now&lt;/b&gt; *see* https://example.org kcab &amp; [x](https://example.com)'
    )
    expect(page).not.toMatch(/href="https:\/\/example\.(org|com)/)
  })

  it('is in no public data', async () => {
    const { letter, checker, words } = await aSaid()
    await decide(letter, checker, 'shown')

    const visitor = aVisitor()
    for (const path of [paths.letterJson, paths.signaturesJson, paths.signaturesCsv, paths.feed]) {
      expect(await visitor.read(path(letter.slug))).not.toContain(words)
    }
    const list = await visitor.visit(paths.comments(letter.slug))
    expect(await list.text()).toContain('noindex')
  })

  it('is taken back with empty words, changed anew to be read, and the same words change nothing', async () => {
    const { letter, checker, signer, words } = await aSaid()
    await decide(letter, checker, 'shown')

    expect(await (await signer.say(words)).text()).toContain('Nothing was changed')
    expect(await publicPages(letter)).toContain(words)
    await signer.say('Because of the rain.')
    const changed = await publicPages(letter)
    expect(changed).not.toContain(words)
    expect(changed).not.toContain('Because of the rain.')
    expect(await signer.data()).toMatchObject({ comment: { state: 'waiting', because: null } })

    await decide(letter, checker, 'shown')
    expect(await (await signer.say('  ')).text()).toContain('What you wrote is deleted.')
    expect(await publicPages(letter)).not.toContain('Because of the rain.')
    expect(await commentsIn(letter)).toEqual([])
    const noField = await signer.press('comment')
    expect(noField.status).toBe(422)
  })

  it('leaves the edge with its words', async () => {
    const { letter, checker, signer, words } = await aSaid()
    await decide(letter, checker, 'shown')
    expect(await publicPages(letter)).toContain(words)
    const atTheEdge = async () => (await aVisitor().visit(paths.comments(letter.slug))).text()
    expect(await atTheEdge()).toContain(words)

    await signer.say('')

    await expect.poll(atTheEdge, { timeout: 2000, interval: 20 }).not.toContain(words)
  })

  it('stands in all that its signer reads and takes away', async () => {
    const { letter, checker, signer, words } = await aSaid()
    await decide(letter, checker, 'refused', { 'sentence-why': 'Not about <the> letter.' })

    const page = await signer.own()
    expect(page).toContain(`“${words}”`)
    expect(page).toContain('The reason given: Not about &lt;the&gt; letter.')
    expect(await signer.data()).toMatchObject({
      comment: { words, state: 'refused', because: 'Not about <the> letter.' },
    })
    const audit = await checker.read(deskPaths.audit(letter.id))
    expect(audit).toContain('did not let it be shown why number 1 signed')
    expect(audit).not.toContain('Not about')
  })
})

describe('what becomes of a signature', () => {
  it('withdrawn takes it along, and the page before says so', async () => {
    const { letter, checker, signer, words } = await aSaid()
    await decide(letter, checker, 'shown')
    const sure = await (await signer.press('withdraw', { sure: '' })).text()
    expect(sure).toContain('What you wrote about why you signed is deleted.')

    await signer.press('withdraw')

    expect(await findInTables(words)).toEqual([])
    expect(await publicPages(letter)).not.toContain(words)
    await signer.press('sign-again', { edition: '1' })
    expect(await publicPages(letter)).not.toContain(words)
  })

  it('erased takes it along', async () => {
    const { letter, checker, signer, words } = await aSaid()
    await decide(letter, checker, 'shown')

    await signer.press('erase')

    expect(await findInTables([words, signer.name])).toEqual([])
    expect(await publicPages(letter)).not.toContain(words)
  })

  it.each(['withdraw', 'erase'])(
    'decides: whoever writes while they %s leaves nothing behind',
    async (leave) => {
      const { letter, signer } = await aSaid()
      const words = `In the middle of it, ${++people}`

      const said = Array.from({ length: 4 }, (_, i) => signer.say(`${words}.${i}`))
      await Promise.all([...said, signer.press(leave), signer.say(`${words}.late`)])

      expect(await writeComment(env.DB, await signer.id(), words, new Date())).toBe('refused')
      expect(await findInTables(words)).toEqual([])
      expect(await commentsIn(letter)).toEqual([])
    }
  )

  it('hidden, taken off display or removed keeps it, unseen until the name is back', async () => {
    const { letter, checker, signer, words } = await aSaid()
    await decide(letter, checker, 'shown')
    const its = { id: await signer.id(), at: Date.now() }
    const { caseId } = REMOVAL
    const taken = { verb: 'take-off', why: 'checker', sentence: 'Hm.', ...its } as const
    const registrar = [env.REGISTRAR, letter.id] as const
    const away = [
      () => signer.press('hide'),
      () => askRegistrar<'take-off'>(...registrar, taken),
      () => askRegistrar<'remove'>(...registrar, { verb: 'remove', ...its, ...REMOVAL }),
    ]
    const back = [
      () => signer.press('show'),
      () => askRegistrar<'put-back'>(...registrar, { verb: 'put-back', ...its }),
      () => askRegistrar<'reinstate'>(...registrar, { verb: 'reinstate', ...its, caseId }),
    ]

    for (const [i, goes] of away.entries()) {
      await goes()
      expect([i, (await publicPages(letter)).includes(words)]).toEqual([i, false])
      expect(await toRead(letter, checker, '?list=shown')).not.toContain(words)
      await back[i]?.()
      expect([i, (await publicPages(letter)).includes(words)]).toEqual([i, true])
    }
  })

  it('removed and then given up by its signer takes it along', async () => {
    const { letter, signer, words } = await aSaid()
    const id = await signer.id()
    const act = { verb: 'remove', id, at: Date.now(), ...REMOVAL } as const
    await askRegistrar<'remove'>(env.REGISTRAR, letter.id, act)

    await signer.press('withdraw')

    expect(await findInTables(words)).toEqual([])
  })

  it('under another name has it read anew; beside another role it stays', async () => {
    const { letter, checker, signer, words } = await aSaid()
    const seen = boxesOn(await toRead(letter, checker))
    await decide(letter, checker, 'shown')

    await signer.correct({ role: 'parent' })
    expect(await publicPages(letter)).toContain(words)
    await signer.correct({ role: 'parent', name: 'Dora Other' })

    expect(await publicPages(letter)).not.toContain(words)
    expect(await toRead(letter, checker)).toContain('Dora Other, Parent')
    expect((await decide(letter, checker, 'shown', { comment: seen })).status).toBe(409)
    await decide(letter, checker, 'shown')
    expect(await publicPages(letter)).toContain(words)
  })
})

describe('whoever reads comments', () => {
  it('decides about the words that they saw, and each other’s decision', async () => {
    const { letter, checker, signer, words } = await aSaid()
    const seen = boxesOn(await toRead(letter, checker))
    await signer.say('Something quite different.')

    const stale = await decide(letter, checker, 'shown', { comment: seen })
    expect(stale.status).toBe(409)
    expect(await stale.text()).toContain('Nothing was decided about number 1')
    expect(await publicPages(letter)).not.toContain(words)

    const now = boxesOn(await toRead(letter, checker))
    await decide(letter, checker, 'refused', { comment: now })
    expect((await decide(letter, checker, 'shown', { comment: now })).status).toBe(409)
    expect(await publicPages(letter)).not.toContain('Something quite different.')

    const again = boxesOn(await toRead(letter, checker, '?list=refused'))
    const twice = () => decide(letter, checker, 'shown', { comment: again })
    const answers = await Promise.all([twice(), twice()])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const audit = await checker.read(deskPaths.audit(letter.id))
    expect(audit.match(/had shown why number 1 signed/g)).toHaveLength(1)
  })

  it('ticks several, leaves the others, and takes one off later', async () => {
    const { letter, checker } = await anAsking()
    for (const words of ['First words.', 'Second words.', 'Third words.']) {
      await (await someone(letter)).say(words)
    }
    const waiting = boxesOn(await toRead(letter, checker))
    expect(waiting.map((one) => one[0])).toEqual(['1', '2', '3'])

    await decide(letter, checker, 'shown', { comment: waiting.slice(0, 2) })
    const shown = await publicPages(letter)
    expect(shown).toContain('First words.')
    expect(shown.indexOf('Second words.')).toBeLessThan(shown.indexOf('First words.'))
    expect(shown).not.toContain('Third words.')

    const list = boxesOn(await toRead(letter, checker, '?list=shown'))
    const off = { comment: list.filter((one) => one.startsWith('1.')) }
    await decide(letter, checker, 'refused', off, 'shown')
    expect(await publicPages(letter)).not.toContain('First words.')
    expect(await toRead(letter, checker, '?list=refused')).toContain('First words.')
    expect(await toRead(letter, checker)).toContain('Third words.')
  })

  it('is told what is missing, and keeps what was typed', async () => {
    const { letter, checker } = await aSaid()
    const before = await dumpTables()

    for (const [to, over, problem] of [
      ['', {}, 'Choose what to do with one of the buttons.'],
      ['shown', { comment: [] }, 'Tick those that are meant.'],
      ['shown', { comment: 'x.y.waiting' }, 'Tick those that are meant.'],
      ['refused', { 'reason-why': '' }, 'Choose why.'],
      ['refused', { 'reason-why': 'other', 'sentence-why': '' }, 'Say to the signer why not.'],
      ['refused', { 'sentence-why': 'x'.repeat(201) }, 'Use 200 characters or fewer (now 201).'],
    ] as const) {
      const answer = await decide(letter, checker, to, {
        'sentence-why': 'Typed with care',
        ...(over as Fields),
      })
      expect(answer.status).toBe(422)
      const page = await answer.text()
      expect(page).toContain(problem)
      const kept = page.includes('value="Typed with care"') || 'sentence-why' in over
      const ticked = /name="comment" value="[^"]+" checked/.test(page) || 'comment' in over
      expect([problem, kept, ticked]).toEqual([problem, true, true])
    }
    expect(await dumpTables()).toBe(before)
  })

  it('of another letter decides nothing here', async () => {
    const { letter, checker, words } = await aSaid()
    const other = await aSaid()
    const comment = boxesOn(await toRead(letter, checker))

    await decide(other.letter, other.checker, 'shown', { comment })

    expect(await publicPages(letter)).not.toContain(words)
    const stranger = await other.checker.visit(deskPaths.comments(letter.id))
    expect(stranger.status).toBe(404)
  })

  it('reads nothing of those whose names are not shown', async () => {
    const { letter, checker, signer, words } = await aSaid()

    await signer.press('hide')

    expect(await toRead(letter, checker)).not.toContain(words)
    expect(await checker.read(deskPaths.letter(letter.id))).not.toContain('comment to read')
    await set(letter, 'names_after_look = 1')
    const newcomer = await someone(letter)
    expect((await newcomer.say('While my name waits.')).status).toBe(200)
    expect(await toRead(letter, checker)).not.toContain('While my name waits.')
    const at = Date.now()
    const act = { verb: 'put-back', id: await newcomer.id(), at } as const
    await askRegistrar<'put-back'>(env.REGISTRAR, letter.id, act)
    expect(await toRead(letter, checker)).toContain('While my name waits.')
  })
})

describe('a letter that no longer asks', () => {
  it('shows none and takes none, and its signers can still take theirs back', async () => {
    const { letter, checker, signer, words } = await aSaid()
    await decide(letter, checker, 'shown')

    await set(letter, 'takes_comments = 0')

    expect(await publicPages(letter)).not.toContain(words)
    expect(await (await signer.say('Another.')).text()).toContain('does not ask for this any more')
    await set(letter, 'takes_comments = 1')
    expect(await publicPages(letter)).toContain(words)
    await set(letter, 'archived_at = 1')
    expect((await signer.say('Another.')).status).toBe(422)
    expect((await signer.say('')).status).toBe(200)
    expect(await commentsIn(letter)).toEqual([])
  })
})

describe('many comments', () => {
  it('come 50 a page, each once, and cost as many rows however many there are', async () => {
    const [few, many] = [await aLetterSaidBy(60), await aLetterSaidBy(600)]

    for (const path of [paths.letter, paths.comments, middle]) {
      const [small, large] = [await costOf(path(few.slug)), await costOf(path(many.slug))]
      expect([small.calls, large.calls]).toEqual([1, 1])
      expect(Math.abs(large.rowsRead / small.rowsRead - 1)).toBeLessThanOrEqual(0.05)
    }
    const visitor = aVisitor()
    const seen: string[] = []
    let next: string | undefined = paths.comments(few.slug)
    while (next) {
      const page = await visitor.read(next)
      seen.push(...[...page.matchAll(/Words of (\d+)/g)].map(([, n]) => n ?? ''))
      next = page.match(/href="([^"]*before=[^"]*)"/)?.[1]
    }
    expect(seen).toEqual(Array.from({ length: 60 }, (_, i) => String(60 - i)))
  })
})

/** A letter that so many have signed and said why; ten at a time were let through. */
async function aLetterSaidBy(n: number): Promise<Letter> {
  const { letter } = await anAsking()
  await someone(letter)
  await env.DB.batch([
    env.DB.prepare(
      `WITH RECURSIVE series (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM series WHERE i < ?2)
       INSERT INTO signature (id, letter_id, state, edition, name, role, public, updates, assurance,
                              number, entry, created_at, expires_at, confirmed_at)
       SELECT ?1 || '.said-' || i, ?1, 'counted', 1, 'Tamsin ' || i, 'parent', 1, 0,
              'self-declared', i, i, created_at, expires_at, confirmed_at
       FROM series, signature WHERE letter_id = ?1 AND number = 1`
    ).bind(letter.id, n),
    env.DB.prepare(
      `INSERT INTO comment (signature_id, letter_id, words, state, written_at, decided_at)
       SELECT id, letter_id, 'Words of ' || number, 'shown', number, (number - 1) / 10 * 2
       FROM signature WHERE letter_id = ?`
    ).bind(letter.id),
  ])
  return letter
}

/** The page behind the 55th. */
const middle = (slug: string) => `${paths.comments(slug)}?before=10.55`

async function costOf(path: string) {
  const { db, counted } = aCountedDatabase()
  await caches.default.delete(new URL(path, env.ORIGIN).href)
  const answer = await aSite({ DB: db })(path)
  expect(answer.status).toBe(200)
  return { ...counted }
}
