import { describe, expect, it } from 'vitest'
import { codeFor } from '../../src/code'
import { openLink } from '../../src/link'
import type { Chosen, LetterInMail } from '../../src/mail/chosen'
import type { Message } from '../../src/mail/message'
import { pack } from '../../src/mail/pack'
import { at, hours, master, NOON, settings } from './rows'

const letter: LetterInMail = {
  slug: 'twelve-points',
  title: 'Twelve points <b>for</b> "fairer" inspection',
  addressedTo: 'The Chief Inspector',
  hosts: ['Fenmoor Heads', 'Brambleholt Teachers'],
  controller: { name: 'Fenmoor Heads', contact: 'data@example.org', address: '1 Made Up Lane' },
}

const expiresAt = NOON + hours(14 * 24)
const confirmLink = { purpose: 'confirm' as const, id: '1.ada', expiresAt }
const link = { purpose: 'manage' as const, id: '1.ada', expiresAt }
const confirm: Chosen = { mail: 'confirm', letter, link: confirmLink, worksUntil: expiresAt }

const everyMail: Chosen[] = [
  confirm,
  { mail: 'already-signed', letter, link },
  { mail: 'your-links', letter, link, state: 'counted' },
  {
    mail: 'my-data',
    suppressed: true,
    holdings: [
      { letter, state: 'counted', link },
      { letter, state: 'pending', link: confirmLink },
    ],
  },
  { mail: 'my-data', suppressed: false, holdings: [] },
  { mail: 'counted', letter, link, number: 1348 },
  { mail: 'changed', letter, link, at: NOON },
  { mail: 'withdrawn', letter, link, at: NOON },
  { mail: 'erased', letter, at: NOON },
  { mail: 'alarm', kind: 'recount', detail: 'The tally says 7, the rows say 8.', at: NOON },
]

async function messageOf(chosen: Chosen, to = 'ada@example.org'): Promise<Message> {
  const { messages } = await pack(settings, [{ id: 'row', address: to, chosen }])
  const [message] = messages
  if (!message) throw new Error('It was refused.')
  return message
}

function linkIn(text: string, path: string) {
  const line = text.split('\n').find((one) => one.startsWith(settings.ORIGIN + path))
  return new URL(line ?? 'none:').searchParams.get('t') ?? ''
}

describe.each(everyMail)('the mail $mail', (chosen) => {
  it('is the same to the last byte when it is rendered again', async () => {
    expect(await messageOf(chosen)).toEqual(await messageOf(structuredClone(chosen)))
  })

  it('has a text part and an HTML part that say the same', async () => {
    const { text, html } = await messageOf(chosen)

    const words = (part: string) =>
      part
        .replace(/<title>.*<\/title>|<[^>]+>/g, ' ')
        .toLowerCase()
        .match(/[a-z]{4,}/g) ?? []
    const plain = html.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    expect(new Set(words(text))).toEqual(new Set(words(plain.replace('<b>for</b>', ''))))
  })

  it('loads nothing, follows nobody, and says in which language it is', async () => {
    const { html } = await messageOf(chosen)

    expect(html).toContain('<html lang="en-GB">')
    expect(html).not.toMatch(/<(img|script|link|iframe|form)\b|url\(|<b>/)
  })

  it('says who sends it and why, and that a machine does', async () => {
    const { text, headers } = await messageOf(chosen)

    expect(text).toContain('Sent by Countersign, https://letters.example.org')
    expect(text).toContain('You get this mail because')
    expect(headers).toEqual({ 'Auto-Submitted': 'auto-generated' })
  })

  it('keeps the letter out of its subject', async () => {
    expect((await messageOf(chosen)).subject).not.toContain('Twelve points')
  })
})

describe('the mail that asks for a confirmation', () => {
  it('has the code first in its subject, and the same code in both parts', async () => {
    const { subject, text, html } = await messageOf(confirm)
    const code = await codeFor(master, '1.ada')

    expect(subject).toBe(`${code} is your code to confirm your signature`)
    expect(text.split('\n')).toContain(code)
    expect(html).toContain(code)
  })

  it('has the link alone on a line, and the link opens this signature until it expires', async () => {
    const { text } = await messageOf(confirm)

    const token = linkIn(text, '/confirm?t=')

    expect(await openLink(master, 'confirm', token, at(expiresAt - 1000))).toEqual({ id: '1.ada' })
    expect(await openLink(master, 'confirm', token, at(expiresAt))).toEqual({ refused: 'expired' })
    expect(await openLink(master, 'manage', token, at(NOON))).toEqual({ refused: 'broken' })
  })

  it('names the letter, its addressee and its hosts, and sends in their name', async () => {
    const { text, from } = await messageOf(confirm)

    expect(text).toContain('“Twelve points <b>for</b> "fairer" inspection”')
    expect(text).toContain('To: The Chief Inspector')
    expect(text).toContain('From: Fenmoor Heads and Brambleholt Teachers')
    expect(from).toBe(
      'Fenmoor Heads and Brambleholt Teachers via Countersign <letters@example.org>'
    )
  })

  it('says in UK time how long it works', async () => {
    const { text } = await messageOf(confirm)

    expect(text).toContain('work until 13:00 BST on 6 July 2026')
    expect(text).toContain('your address is deleted on 6 July 2026')
  })
})

describe('the mail about all letters', () => {
  it('has a link for each', async () => {
    const { text } = await messageOf(everyMail[3] ?? confirm)

    const manage = linkIn(text, '/signature?t=')
    expect(await openLink(master, 'manage', manage, at(NOON))).toEqual({ id: '1.ada' })
    const pending = linkIn(text, '/confirm?t=')
    expect(await openLink(master, 'confirm', pending, at(NOON))).toEqual({ id: '1.ada' })
  })

  it('says so when nothing is held', async () => {
    const { subject, text } = await messageOf(everyMail[4] ?? confirm)

    expect(subject).toBe('We hold nothing')
    expect(text).toContain('We hold no signature for this address.')
  })
})

describe('a header', () => {
  const withHost = (host: string) => ({ ...confirm, letter: { ...letter, hosts: [host] } })

  it.each([
    ['a host', withHost('Fenmoor\r\nBcc: all@example.com'), 'ada@example.org'],
    ['a host with a bare line feed', withHost('Fenmoor\nBcc'), 'ada@example.org'],
    ['a host with a bare carriage return', withHost('Fenmoor\rBcc'), 'ada@example.org'],
    ['a host with a NUL', withHost('Fenmoor\0'), 'ada@example.org'],
    ['an address', confirm, 'ada@example.org\r\nBcc: all@example.com'],
    ['a subject', { ...everyMail[9], kind: 'a\nb' } as Chosen, 'ada@example.org'],
  ])('can’t be broken out of by %s: the mail is refused', async (_, chosen, to) => {
    const parcel = await pack(settings, [
      { id: 'bad', address: to, chosen },
      { id: 'good', address: 'grace@example.org', chosen: confirm },
    ])

    expect(parcel.unfit).toMatchObject([{ id: 'bad', state: 'refused' }])
    expect(parcel.ids).toEqual(['good'])
  })

  it.each([
    ['Heads, North <x@example.com>', 'Heads North x example.com via Countersign'],
    ['The "Fenmoor" Heads', 'The Fenmoor Heads via Countersign'],
    ['Ysgolion Sir Gâr', 'Ysgolion Sir Gâr via Countersign'],
  ])('shows the host %s as a name and nothing else', async (host, name) => {
    expect((await messageOf(withHost(host))).from).toBe(`${name} <letters@example.org>`)
  })

  it('stays short however many hosts there are', async () => {
    const hosts = Array.from({ length: 20 }, (_, i) => `Fenmoor Heads ${i}`)

    expect((await messageOf({ ...confirm, letter: { ...letter, hosts } })).from).toBe(
      'Fenmoor Heads 0 and others via Countersign <letters@example.org>'
    )
  })
})

describe('the code', () => {
  it('is six digits, the same each time, and another for another signature or key', async () => {
    const code = await codeFor(master, '1.ada')

    expect(code).toMatch(/^\d{6}$/)
    expect(await codeFor(master, '1.ada')).toBe(code)
    expect(await codeFor(master, '1.grace')).not.toBe(code)
    expect(await codeFor(new Uint8Array(32), '1.ada')).not.toBe(code)
  })
})
