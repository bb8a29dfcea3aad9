import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { deskPaths } from '../../src/desk-paths'
import { signLink, type LinkPurpose } from '../../src/link'
import { paths } from '../../src/paths'
import { DAY, MINUTE, passTime } from '../support/clock'
import { aCampaigner, cookieOf, joinTeam } from '../support/desk'
import { aLetter } from '../support/letters'
import { loadSmallRegister } from '../support/register'
import { ada, change, confirm, numbersOf, signAndConfirm, signUp } from '../support/signers'
import { aForm, aSite } from '../support/site'
import { dumpTables, rowsOf } from '../support/tables'
import { aVisitor, type Mail } from '../support/visitor'

const OFTEN = 100

describe('whoever only reads', () => {
  it('changes no table and queues nothing, however often and by whatever method', async () => {
    const urls = await mailedUrls()
    const watched = aWatchedSite()
    const before = await dumpTables()

    const statuses = new Set<number>()
    const elsewhere = new Set<string | null>()
    for (const url of urls) {
      for (const method of ['GET', 'HEAD', 'OPTIONS']) {
        const answers = await Promise.all(
          Array.from({ length: OFTEN }, () => watched.visit(url, { method }))
        )
        for (const { status, headers } of answers) {
          statuses.add(status)
          if (status === 303) elsewhere.add(headers.get('location'))
        }
      }
    }

    expect(urls.length).toBeGreaterThan(10)
    expect([...statuses].toSorted()).toEqual([200, 303, 405, 410])
    // The desk asks who is there first; every other page is read as it is.
    expect([...elsewhere]).toEqual([deskPaths.signIn(deskPaths.home())])
    expect(watched.asked).toEqual([])
    expect(await dumpTables()).toBe(before)
  }, 60_000)

  it('changes nothing on any other page either', async () => {
    await loadSmallRegister()
    const letter = await aLetter()
    const { visitor, manage } = await signAndConfirm(letter)
    await visitor.mails()
    const pages = [
      '/',
      paths.letter(letter.slug),
      paths.letterJson(letter.slug),
      paths.countJson(letter.slug),
      paths.historyJson(letter.slug),
      paths.historyCsv(letter.slug),
      paths.breakdownCsv(letter.slug),
      paths.correctionsJson(letter.slug),
      paths.openapi(),
      paths.api(),
      paths.edition(letter.slug, 1),
      paths.editionText(letter.slug, 1),
      `${paths.signatures(letter.slug)}?q=ada`,
      paths.signaturesJson(letter.slug),
      paths.signaturesCsv(letter.slug),
      paths.newsroom(letter.slug),
      `${paths.newsroom(letter.slug)}?place=london&phase=secondary`,
      paths.places(letter.slug),
      paths.sharesJson(letter.slug),
      paths.sharesCsv(letter.slug),
      `${paths.schoolsJson()}?q=fen`,
      paths.newsrooms(),
      paths.pastTotal(letter.slug, 2),
      paths.corrections(letter.slug),
      paths.privacy(letter.slug),
      paths.feed(letter.slug),
      paths.badge(letter.slug),
      paths.embed(letter.slug),
      paths.oembed(env.ORIGIN + paths.letter(letter.slug)),
      paths.follow(letter.slug),
      paths.host('quill-forum'),
      paths.followHost('quill-forum'),
      paths.unsubscribe('broken'),
      paths.poster(letter.slug),
      paths.checkYourEmail(letter.slug),
      paths.links(letter.slug),
      paths.code(letter.slug),
      paths.confirmation(),
      paths.signatureData(manage),
      paths.receipt(manage),
      paths.myData(),
      paths.health(),
      paths.robots(),
      paths.demo(),
      paths.devMail(),
      '/no-such-page',
    ]
    const watched = aWatchedSite()
    const before = await dumpTables()

    for (const page of pages) {
      for (const method of ['GET', 'HEAD', 'OPTIONS']) await watched.visit(page, { method })
    }

    expect(watched.asked).toEqual([])
    expect(await dumpTables()).toBe(before)
  })

  it('changes nothing by reading what comes after signing, on the site and at the desk', async () => {
    const letter = await aLetter()
    const { id, slug } = letter
    const owner = await aCampaigner(undefined, { fresh: true })
    await joinTeam(letter, owner, 'owner')
    await signAndConfirm(letter, ada({ public: '' }))
    const run = (sql: string) => env.DB.prepare(sql.replaceAll('@id', String(id))).run()
    for (const sql of [
      'UPDATE letter SET takes_comments = 1, takes_organisations = 1 WHERE id = @id',
      `INSERT INTO letter_update (id, letter_id, number, version, title, markdown, html, author,
                                  audience, saved_at, published_at)
       VALUES (71, @id, 1, 1, 'News', 'So.', '<p>So.</p>', 'Us', '{"hosts":[]}', 1, 1),
              (72, @id, NULL, 1, 'Draft', 'So.', NULL, 'Us', '{"signers":"all","hosts":[]}', 1, NULL)`,
      `INSERT INTO mailing (update_id, letter_id, state, among, begun_at)
       VALUES (71, @id, 'paused', 'signers', 1)`,
      `INSERT INTO dealing (letter_id, number, kind, day, words, html, edition, recorded_at)
       VALUES (@id, 1, 'answer', '2026-06-19', 'Yes.', '<p>Yes.</p>', 1, 1)`,
      `INSERT INTO hand_in (letter_id, starts_at, ends_at, place, note, changed_at)
       VALUES (@id, 4102444800000, 4102448400000, 'The gate', '', 1)`,
      `INSERT INTO organisation (id, letter_id, state, edition, name, folded, domain, email_key,
                                 person, role, created_at, expires_at)
       VALUES ('@id.fen', @id, 'pending', 1, 'Fen', 'fen', 'fen.example.org', 'key', 'Ada', 'Head',
               1, 4102444800000)`,
      `INSERT INTO follow (id, letter_id, state, email_key, address, created_at, expires_at)
       VALUES ('asks', @id, 'asked', 'key', 'a@example.org', 1, 4102444800000)`,
      `INSERT INTO follow (id, letter_id, state, email_key, kept_address, created_at)
       VALUES ('follows', @id, 'following', 'other', 'sealed', 1)`,
      `INSERT INTO correction_request (id, letter_id, dealing, name, words, domain, state, created_at)
       VALUES ('asks', @id, 1, 'Someone', 'No.', 'example.org', 'unconfirmed', 1)`,
      `INSERT INTO opened_signer (id, letter_id, signature_id, number, reason, opened_at, ends_at)
       SELECT 73, letter_id, id, number, 'A reason.', 1, 4102444800000 FROM signature
       WHERE letter_id = @id`,
      `INSERT INTO mailbox_claim (id, letter_id, signature_id, address, email_key, is_mailed,
                                  created_at, expires_at)
       SELECT id || '/asked', letter_id, id, 'head@fen.example.org', 'key', 1, 1, 4102444800000
       FROM signature WHERE letter_id = @id`,
      `INSERT INTO school_doubt (letter_id, kind, urn, number, found_at)
       VALUES (@id, 'more-heads', 900001, 1, 1)`,
    ]) {
      await run(sql)
    }
    const [signature] = await rowsOf<{ id: string }>(
      'SELECT id FROM signature WHERE letter_id = ?',
      id
    )
    const link = (purpose: LinkPurpose, sub: string) =>
      signLink(Uint8Array.fromBase64(env.MASTER_KEY), purpose, sub, Date.now() + DAY)
    const pages = [
      paths.letter(slug),
      paths.updates(slug),
      paths.update(slug, 1),
      paths.reply(slug, 1),
      paths.replyCorrection(slug, 1),
      paths.handIn(slug),
      paths.comments(slug),
      paths.organisations(slug),
      `${paths.follow(slug)}?sent=1`,
      paths.followLink(await link('follow', 'asks')),
      paths.followLink(await link('follow', 'follows')),
      paths.unsubscribe(await link('unsubscribe', 'follower/follows/71')),
      paths.organisationLink(await link('organisation', `${id}.fen`)),
      paths.correctionLink(await link('correction', 'asks')),
      paths.schoolMailbox(await link('school-mailbox', `${signature?.id}/asked`)),
      deskPaths.updates(id),
      deskPaths.newUpdate(id),
      deskPaths.update(id, 72),
      deskPaths.publishUpdate(id, 72),
      deskPaths.dealings(id),
      deskPaths.newDealing(id, 'answer'),
      deskPaths.dealing(id, 1),
      deskPaths.pack(id),
      deskPaths.packPage(id),
      deskPaths.handIn(id),
      deskPaths.comments(id),
      deskPaths.organisations(id),
      deskPaths.openedSigners(id),
      deskPaths.openedSigner(id, 73),
      deskPaths.mailOutcomes(id),
      deskPaths.doubts(id),
      `${deskPaths.typedSchools(id)}?register`,
    ]
    const watched = aWatchedSite()
    const headers = { cookie: cookieOf(owner) }
    const before = await dumpTables()

    for (const page of pages) {
      for (const method of ['GET', 'HEAD', 'OPTIONS']) {
        const answer = await watched.visit(page, { method, headers })
        expect([200, 405], page).toContain(answer.status)
        await answer.text()
      }
    }
    // The two that may be posted to from elsewhere are no more open by another method.
    for (const path of [paths.unsubscribing(), paths.resendHook()]) {
      for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
        expect((await watched.visit(path, { method })).status, path).toBeGreaterThanOrEqual(400)
      }
    }

    expect(watched.asked).toEqual([])
    expect(await dumpTables()).toBe(before)
  })

  it('is shown by HEAD what GET would answer, without the page', async () => {
    const letter = await aLetter()
    const { visitor, link } = await signUp(letter)

    for (const path of [link, paths.letter(letter.slug), '/confirm?t=broken', '/nowhere']) {
      const [get, head] = [await visitor.visit(path), await aSite({})(path, { method: 'HEAD' })]

      expect(head.status).toBe(get.status)
      expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'))
      expect(await head.text()).toBe('')
    }
  })
})

describe('a scanner', () => {
  it('that sends every form of every page as it stands confirms and signs nothing', async () => {
    const letter = await aLetter()
    const { visitor, link } = await signUp(letter)
    const site = aSite({})
    const before = await dumpTables()

    for (const path of [link, paths.letter(letter.slug), paths.checkYourEmail(letter.slug)]) {
      const page = await visitor.read(path)
      for (const form of formsOf(page)) {
        const fields = { ...form.fields, email: '' }
        await (form.method === 'post'
          ? site(form.action, aForm(fields))
          : site(`${form.action}?${new URLSearchParams(fields)}`))
      }
    }

    expect(await dumpTables()).toBe(before)
    expect(await numbersOf(letter)).toMatchObject({ counted: 0, awaiting_confirmation: 1 })
  })

  it('that does so where other mails lead makes nobody follow, leave or be listed', async () => {
    const { id } = await aLetter()
    const asks = `INSERT INTO follow (id, letter_id, state, email_key, address, kept_address,
                                      created_at, expires_at)`
    await env.DB.batch(
      [
        'UPDATE letter SET takes_organisations = 1 WHERE id = ?1',
        `${asks} VALUES ('scanned', ?1, 'asked', 'k', 'a@example.org', NULL, 1, 4102444800000)`,
        `${asks} VALUES ('scanned too', ?1, 'following', 'l', NULL, 'sealed', 1, NULL)`,
        `INSERT INTO organisation (id, letter_id, state, edition, name, folded, domain, email,
                                   email_key, person, role, created_at, expires_at)
         VALUES ('${id}.scanned', ?1, 'pending', 1, 'Fen', 'fen', 'fen.example.org',
                 'a@fen.example.org', 'k', 'Ada', 'Head', 1, 4102444800000)`,
      ].map((sql) => env.DB.prepare(sql).bind(id))
    )
    const link = (purpose: LinkPurpose, sub: string) =>
      signLink(Uint8Array.fromBase64(env.MASTER_KEY), purpose, sub, Date.now() + DAY)
    const site = aSite({})
    const before = await dumpTables()

    const statuses: number[] = []
    for (const path of [
      paths.followLink(await link('follow', 'scanned')),
      paths.unsubscribe(await link('unsubscribe', 'follower/scanned too/0')),
      paths.organisationLink(await link('organisation', `${id}.scanned`)),
    ]) {
      for (const { action, fields } of formsOf(await (await site(path)).text())) {
        statuses.push((await site(action, aForm(fields))).status)
      }
    }

    expect(statuses).toEqual([422, 400, 422])
    expect(await dumpTables()).toBe(before)
  })

  it('that runs scripts finds none that could send a form', async () => {
    const letter = await aLetter()
    const { visitor, link } = await signUp(letter)
    const { manage } = await signAndConfirm(letter)

    const pages = [link, paths.signature(manage), paths.letter(letter.slug), paths.myData()]
    for (const path of pages) {
      const page = await visitor.read(path)

      expect(page).not.toMatch(/<script(?![^>]*\ssrc="\/)/i)
      expect(page).not.toMatch(/http-equiv="?refresh/i)
      expect(page).not.toMatch(/<[^>]+\son[a-z]+=/i)
      expect(page).not.toMatch(/javascript:/i)
      expect(page).not.toMatch(/<[^>]+\sstyle=/i)
    }
  })
})

/** Every address in every mail of people in every state. */
async function mailedUrls(): Promise<string[]> {
  const letter = await aLetter()
  const mails: Mail[] = []
  const keep = async (to: string) => mails.push(...(await aVisitor().mails(to)))

  const pending = await signUp(letter)
  const disowned = await signUp(letter)
  await confirm(disowned.visitor, disowned.token, disowned.fields, { choice: 'no' })
  const counted = await signAndConfirm(letter)
  const changed = await signAndConfirm(letter, ada({ updates: 'on' }))
  const { email: _, consent: __, ...said } = changed.fields
  await change(changed.visitor, changed.manage, 'correct', { ...said, name: 'Ada Penn' })
  const withdrawn = await signAndConfirm(letter, ada({ updates: 'on' }))
  await change(withdrawn.visitor, withdrawn.manage, 'withdraw')
  const erased = await signAndConfirm(letter, ada({ updates: 'on' }))
  await keep(erased.fields.email)
  await change(erased.visitor, erased.manage, 'erase')

  for (const { visitor, fields } of [pending, disowned, counted, changed, withdrawn, erased]) {
    passTime(MINUTE)
    await visitor.submit(paths.signatures(letter.slug), fields)
    await visitor.submit(paths.links(letter.slug), { email: fields.email })
    await visitor.submit(paths.myData(), { email: fields.email })
    passTime(MINUTE)
    await keep(fields.email)
  }
  const urls = mails.flatMap(({ text, html }) => [
    ...(text.match(/https?:\/\/\S+/g) ?? []),
    ...[...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&#38;', '&')),
  ])
  return [...new Set(urls)].filter((url) => url.startsWith(`${env.ORIGIN}/`))
}

/** The site, and what it asks of Registrar and queue. */
function aWatchedSite() {
  const asked: string[] = []
  const watch = <T extends object>(name: string, binding: T) =>
    new Proxy(binding, {
      get(target, key) {
        asked.push(`${name}.${String(key)}`)
        return Reflect.get(target, key) as unknown
      },
    })
  const visit = aSite({
    REGISTRAR: watch('REGISTRAR', env.REGISTRAR),
    MAIL_QUEUE: watch('MAIL_QUEUE', env.MAIL_QUEUE),
  })
  return { asked, visit }
}

type Form = { action: string; method: string; fields: Record<string, string> }

/** The forms of a page, filled in as they stand. */
function formsOf(page: string): Form[] {
  return [...page.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)].map(([, tag = '', inside = '']) => ({
    action: attribute(tag, 'action') ?? '',
    method: attribute(tag, 'method') ?? 'get',
    fields: Object.fromEntries(
      [...inside.matchAll(/<(?:input|select)[^>]*>/g)].flatMap(([field]) => {
        const unticked = /type="checkbox"/.test(field) && !/\schecked/.test(field)
        return unticked ? [] : [[attribute(field, 'name') ?? '', attribute(field, 'value') ?? '']]
      })
    ),
  }))
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&')
}
