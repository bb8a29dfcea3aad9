import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { drain } from '../../src/mail/drain'
import { devInbox, findDevMail, listDevMail } from '../../src/mail/dev-inbox'
import { canSendMail, mailerFor } from '../../src/mail/mailer'
import { aLetter, aSigner, at, NOON, settings, stillAt } from './rows'

const message = (to: string) => ({
  to,
  from: 'Countersign <letters@example.org>',
  subject: 'Subject',
  text: 'Text',
  html: '<p>HTML</p>',
  headers: { 'Auto-Submitted': 'auto-generated' },
})

describe('the development inbox', () => {
  it('keeps what would have been sent', async () => {
    const inbox = devInbox(env.DB)

    const sent = await inbox.send([message('Ada@example.org')], 'mail/1', at(NOON))

    const [mail] = await listDevMail(env.DB, 'ada@example.org')
    expect(mail).toEqual({
      id: 'mail-1-0',
      to: 'Ada@example.org',
      subject: 'Subject',
      text: 'Text',
      html: '<p>HTML</p>',
      headers: {
        From: 'Countersign <letters@example.org>',
        'Auto-Submitted': 'auto-generated',
      },
      created_at: '2026-06-22T12:00:00.000Z',
    })
    expect(await findDevMail(env.DB, 'mail-1-0')).toEqual(mail)
    expect(sent).toEqual({ results: [{ accepted: 'mail-1-0' }] })
  })

  it('shows the newest first, and of everybody when nobody is named', async () => {
    const inbox = devInbox(env.DB)
    await inbox.send([message('grace@example.org'), message('mary@example.org')], 'a', at(NOON))
    await inbox.send([message('grace@example.org')], 'b', at(NOON + 1))

    expect((await listDevMail(env.DB, 'grace@example.org')).map(({ id }) => id)).toEqual([
      'b-0',
      'a-0',
    ])
    expect((await listDevMail(env.DB)).map(({ id }) => id)).toContain('a-1')
  })

  it('takes the same batch twice and shows it once', async () => {
    const inbox = devInbox(env.DB)
    const batch = [message('joan@example.org')]

    const first = await inbox.send(batch, 'mail/2', at(NOON))
    const again = await inbox.send(batch, 'mail/2', at(NOON + 9))

    expect(again).toEqual(first)
    expect(await listDevMail(env.DB, 'joan@example.org')).toHaveLength(1)
  })

  it('knows no mail that was never sent', async () => {
    expect(await findDevMail(env.DB, 'none')).toBeNull()
  })

  it('is where mail goes in development without a key', async () => {
    const ada = await aSigner(await aLetter())
    const development = { ...settings, ENVIRONMENT: 'development' as const, RESEND_API_KEY: '' }

    await drain({ db: env.DB, settings: development }, stillAt(NOON))

    expect(await listDevMail(env.DB, ada.address)).toMatchObject([{ to: ada.address }])
  })
})

describe('sending mail', () => {
  it.each([
    ['in development', { ENVIRONMENT: 'development', RESEND_API_KEY: undefined }, true],
    ['in production with a key', { ENVIRONMENT: 'production', RESEND_API_KEY: 're_1' }, true],
    ['in production without one', { ENVIRONMENT: 'production', RESEND_API_KEY: undefined }, false],
  ] as const)('is possible or not %s', (_, parts, possible) => {
    expect(canSendMail(parts)).toBe(possible)
    expect(mailerFor(parts, env.DB) !== null).toBe(possible)
  })
})
