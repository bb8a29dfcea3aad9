import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it } from 'vitest'
import { paths } from '../../src/paths'
import { aLetter } from '../support/letters'
import { ada } from '../support/signers'
import { aVisitor } from '../support/visitor'

const MINUTE = 60_000

afterEach(() => env.DB.prepare('DELETE FROM outbox').run())

/** A confirm mail of somebody else's that was to go so long ago. */
async function aWaitingMail(minutesAgo: number) {
  await env.DB.prepare(
    `INSERT INTO outbox (id, asked, to_key, address, state, batch, mail, details, lease_until,
                         next_at, created_at)
     VALUES ('stuck', 'confirm', 'somebody', 'somebody@example.org', 'claimed', 'b', 'confirm',
             '{}', ?1, ?2, ?2)`
  )
    .bind(Date.now() + 60 * MINUTE, Date.now() - minutesAgo * MINUTE)
    .run()
}

const NOTICE = /Mail is slow since <time[^>]*>\d\d:\d\d (GMT|BST)[^<]*<\/time>\. Yours is stored/

/** The form on the letter's page, the form come back, and what stands after signing. */
async function threePages() {
  const letter = await aLetter()
  const visitor = aVisitor()
  const refused = await visitor.submit(paths.signatures(letter.slug), ada({ name: '' }))
  await visitor.submit(paths.signatures(letter.slug), ada())
  return [
    await visitor.read(paths.letter(letter.slug)),
    await refused.text(),
    await visitor.read(paths.checkYourEmail(letter.slug)),
    await aVisitor().read(paths.checkYourEmail(letter.slug)),
  ]
}

describe('whoever signs', () => {
  it('is told that mail is slow, and since when, wherever they wait for it', async () => {
    await aWaitingMail(6)

    for (const html of await threePages()) expect(html).toMatch(NOTICE)
  })

  it('is not told so while it is not', async () => {
    await aWaitingMail(4)

    for (const html of await threePages()) expect(html).not.toContain('Mail is slow')
  })

  it('is told the day too, if that is another', async () => {
    await aWaitingMail(25 * 60)

    for (const html of await threePages()) {
      expect(html).toMatch(/Mail is slow since <time[^>]*>\d\d:\d\d (GMT|BST) on \d+ \w+ \d{4}</)
    }
  })
})
