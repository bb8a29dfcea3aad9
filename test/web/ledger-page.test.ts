import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { requireSettings } from '../../src/env'
import { openCheckpoint } from '../../src/ledger/checkpoint'
import { parseVkey } from '../../src/ledger/vkey'
import type { Letter } from '../../src/letters/letter'
import { deskPaths } from '../../src/desk-paths'
import { paths } from '../../src/paths'
import { aSteward } from '../support/desk'
import { aLetter, reviseLetter } from '../support/letters'
import { ada, change, confirm, numbersOf, signAndConfirm } from '../support/signers'
import { aSite } from '../support/site'
import { dumpTables, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

describe('the page of a ledger', () => {
  it('states the number, what it is the sum of, and the checkpoint that it is signed by', async () => {
    const letter = await aLetter()
    for (let i = 0; i < 3; i++) await signAndConfirm(letter)
    const { visitor, manage } = await signAndConfirm(letter)
    await change(visitor, manage, 'withdraw')

    const page = await aVisitor().read(paths.ledger(letter.slug))

    const numbers = await numbersOf(letter)
    expect(wordsOf(page)).toContain('3 signatures confirmed, as of')
    expect(wordsOf(page)).toContain('4 confirmed − 1 withdrawn or erased − 0 removed = 3')
    expect(page).toMatch(/data-counted="3" data-confirmed="4" data-withdrawn="1" data-removed="0"/)
    const signed = await openCheckpoint(checkpointOn(page), await keysOn(page))
    expect(signed.origin).toBe(letter.origin)
    expect(signed.size).toBe(numbers.ledger.size)
  })

  it('leads to nothing that is not there', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter)
    const visitor = aVisitor()

    const page = await visitor.read(paths.ledger(letter.slug))

    const links = [...page.matchAll(/href="(\/[^"#]*)/g)].map(([, path = '']) => path)
    // The desk asks everybody to sign in first.
    const read = new Set(
      links.filter((path) => {
        const isPage = !path.includes('.') || path.includes('ledger')
        return isPage && path !== deskPaths.newLetter()
      })
    )
    expect(read.size).toBeGreaterThan(8)
    for (const path of read) expect([path, (await visitor.visit(path)).status]).toEqual([path, 200])
  })

  it('says what no check can show, and what order and hour give away', async () => {
    const page = wordsOf(await aVisitor().read(paths.ledger((await aLetter()).slug)))

    expect(page).toContain('To a signer, that they were counted, with their receipt')
    expect(page).toContain('could invent signatures')
    expect(page).toContain('A site could keep two')
    expect(page).toContain('can tell which entry is yours')
  })

  it('shows both keys while one takes over from the other', async () => {
    const letter = await aLetter()
    const [previous] = await keysOn(await aVisitor().read(paths.ledger(letter.slug)))
    const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
    const { kty, crv, d, x } = (await crypto.subtle.exportKey(
      'jwk',
      (pair as CryptoKeyPair).privateKey
    )) as JsonWebKey
    const settings = { LEDGER_KEY: JSON.stringify({ kty, crv, d, x }) }

    await forget(paths.ledger(letter.slug))
    const rotating = aSite({
      ...settings,
      LEDGER_KEY_PREVIOUS: JSON.stringify(requireSettings(env).LEDGER_KEY),
    })
    const keys = await keysOn(await (await rotating(paths.ledger(letter.slug))).text())

    expect(keys).toHaveLength(2)
    expect(keys[1]).toEqual(previous)
    expect(keys[0]).not.toEqual(previous)
  })

  it('is not there for a letter that is not public', async () => {
    const letter = await aLetter()
    await env.DB.prepare(`UPDATE letter SET state = 'gathering' WHERE id = ?`).bind(letter.id).run()

    expect((await aVisitor().visit(paths.ledger(letter.slug))).status).toBe(404)
    expect((await aVisitor().visit(paths.ledger('of-this-name-is-none'))).status).toBe(404)
  })

  it('is linked from the number on the letter and in the newsroom', async () => {
    const letter = await aLetter()
    const visitor = aVisitor()
    const link = `href="${paths.ledger(letter.slug)}"`

    expect(await visitor.read(paths.letter(letter.slug))).toContain(`${link}>Check this number`)
    expect(await visitor.read(paths.newsroom(letter.slug))).toContain(`${link}>Check this number`)
  })
})

describe('the words that somebody signs', () => {
  it('are named by edition and hash where they sign, once they are counted, and ever after', async () => {
    const letter = await aLetter()
    const [first] = await hashesOf(letter)
    const form = await aVisitor().read(paths.letter(letter.slug))
    const { visitor, manage, page, token, fields } = await signAndConfirm(letter)
    await reviseLetter(letter, 'Dear Inspector,\n\n1. Say it in other words.')

    const held = await visitor.read(paths.signature(manage))
    const pressedAgain = await (await confirm(visitor, token, fields)).text()

    expect(wordsOf(form)).toContain(`edition 1 of this text , SHA-256 ${first?.slice(0, 8)}`)
    expect(wordsOf(page)).toContain(`Edition 1 , SHA-256 ${first}`)
    expect(wordsOf(held)).toContain(`Edition 1 , SHA-256 ${first}`)
    expect(wordsOf(pressedAgain)).toContain(`Edition 1 , SHA-256 ${first}`)
  })
})

describe('a checkpoint', () => {
  it('goes out with the mail that says "counted", and covers what it tells of', async () => {
    const letter = await aLetter()
    const { visitor, fields } = await signAndConfirm(letter)

    const mails = await visitor.mails(fields.email)

    const text = mails.find(({ subject }) => subject.includes('counted'))?.text ?? ''
    const note = text.slice(text.lastIndexOf(`\n${letter.origin}\n`) + 1)
    const keys = await keysOn(await visitor.read(paths.ledger(letter.slug)))
    expect(await openCheckpoint(note, keys)).toMatchObject({ origin: letter.origin, size: 4 })
  })

  it('stands in the newsroom, the same as on the ledger’s page', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter)
    const visitor = aVisitor()

    const newsroom = await visitor.read(paths.newsroom(letter.slug))

    expect(newsroom).toContain(checkpointOn(await visitor.read(paths.ledger(letter.slug))))
  })
})

describe.each(['ledger-fork', 'ledger-broken'])('while the alarm %s is open', (kind) => {
  it('nobody can sign that letter; its pages say why', async () => {
    const letter = await aLetter()
    const other = await aLetter()
    await raise(kind, letter)
    const visitor = aVisitor()

    const page = await visitor.read(paths.letter(letter.slug))

    expect(page).toContain('Signing is paused while we check this letter’s ledger')
    expect(page).not.toContain('Sign this letter')
    expect(await visitor.read(paths.newsroom(letter.slug))).toContain('Do not quote the figure')
    expect(await visitor.read(paths.ledger(letter.slug))).toContain('Do not rely on the number')
    expect(await visitor.read(paths.health())).toContain('Signing it is stopped.')
    expect(await visitor.read(paths.letter(other.slug))).toContain('Sign this letter')
  })

  it('a form sent all the same is stored nowhere, comes back whole, and can be sent later', async () => {
    const letter = await aLetter()
    await raise(kind, letter)
    const visitor = aVisitor()
    const before = await dumpTables()

    const answer = await visitor.submit(
      paths.signatures(letter.slug),
      ada({ name: 'Ada Patience' })
    )
    const page = await answer.text()

    expect(answer.status).toBe(503)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(await dumpTables()).toBe(before)
    expect(page).toContain('nothing was stored')
    expect(page).toContain('value="Ada Patience"')
    await env.DB.prepare('UPDATE alarm SET cleared_at = 1 WHERE letter_id = ?')
      .bind(letter.id)
      .run()
    expect((await visitor.submit(paths.signatures(letter.slug), ada())).status).toBe(303)
  })
})

describe('the steward’s page of operations', () => {
  it('says of each open alarm what it means and what to do', async () => {
    const [forked, broken] = [await aLetter(), await aLetter()]
    await raise('ledger-fork', forked)
    await raise('ledger-broken', broken)
    await raise('recount', broken)

    const page = wordsOf(await (await aSteward()).read(paths.stewardOperations()))

    expect(page).toContain(`about ${forked.slug} : the database is not the one`)
    expect(page).toContain('time-travel restore countersign --bookmark=')
    expect(page).toContain(
      `DELETE FROM tile WHERE letter_id = (SELECT id FROM letter WHERE slug = '${broken.slug}')`
    )
    expect(page).toContain('a published number differs')
    expect(page).toContain('What was found: ledger-fork')
  })

  it('says how each Registrar stands: those that take no changes first, then who wrote last', async () => {
    const quiet = await aLetter({ title: 'A letter that nobody signs' })
    const lively = await aLetter({ title: 'A letter that somebody signs' })
    const broken = await aLetter({ title: 'A letter that can’t go on' })
    await signAndConfirm(lively)
    await raise('ledger-broken', broken)

    const page = wordsOf(await (await aSteward()).read(paths.stewardOperations()))

    const stands = page.slice(page.lastIndexOf('Registrars'))
    const [stopped, last, first] = [broken, lively, quiet].map(({ title }) => stands.indexOf(title))
    expect([stopped, last, first].every((at) => at !== -1)).toBe(true)
    expect([stopped, last, first]).toEqual([stopped, last, first].toSorted((a = 0, b = 0) => a - b))
    expect(stands).toMatch(/A letter that can’t go on”[^“]*It takes no changes/)
    expect(stands).toMatch(/somebody signs” ?: 4 entries ?, the newest of +\d+:\d\d/)
    expect(stands).not.toMatch(/somebody signs”[^“]*It takes no changes/)
  })

  it('says how keys are changed', async () => {
    expect(wordsOf(await (await aSteward()).read(paths.stewardOperations()))).toContain(
      'npx wrangler secret put LEDGER_KEY_PREVIOUS'
    )
  })
})

/** A page as it reads: tags and entities gone. */
function wordsOf(page: string): string {
  const text = page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  return text.replaceAll('&#39;', "'").replaceAll('&quot;', '"')
}

function checkpointOn(page: string): string {
  return page.match(/<pre id="checkpoint">([^<]*)<\/pre>/)?.[1] ?? ''
}

function keysOn(page: string) {
  const vkeys = page.match(/<pre>([^<\s]+\+[0-9a-f]{8}\+[^<]+)<\/pre>/g) ?? []
  return Promise.all(vkeys.map((vkey) => parseVkey(vkey.replace(/<[^>]*>/g, ''))))
}

async function hashesOf({ id }: Letter): Promise<string[]> {
  const sql = 'SELECT sha256 FROM edition WHERE letter_id = ? ORDER BY number'
  return (await rowsOf<{ sha256: string }>(sql, id)).map(({ sha256 }) => sha256)
}

async function raise(kind: string, { id }: Letter) {
  await env.DB.prepare(
    'INSERT INTO alarm (kind, letter_id, detail, raised_at) VALUES (?1, ?2, ?3, ?4)'
  )
    .bind(kind, id, `What was found: ${kind}`, Date.now())
    .run()
}

/** So that a site with other settings answers by itself. */
function forget(path: string) {
  return caches.default.delete(new URL(path, env.ORIGIN).href)
}
