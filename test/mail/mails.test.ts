import { describe, expect, it } from 'vitest'
import { codeFor } from '../../src/code'
import { checkpointText, parseCheckpoint } from '../../src/ledger/checkpoint'
import { formatNote, parseNote } from '../../src/ledger/note'
import { openLink } from '../../src/link'
import type { Chosen, LetterInMail } from '../../src/mail/chosen'
import type { Message } from '../../src/mail/message'
import type { Notice } from '../../src/mail/notice'
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

const origin = 'letters.example.org/ledger/00112233-4455-6677-8899-aabbccddeeff'
const checkpoint = formatNote(checkpointText({ origin, size: 11, root: new Uint8Array(32) }), [
  { name: origin, id: new Uint8Array(4), signature: new Uint8Array(64) },
])

const until = { title: 'Twelve points', worksUntil: expiresAt }

/** Those that somebody gets because an address was typed. */
const everyNotice: Notice[] = [
  { notice: 'sign-in', id: 'one', fresh: false, worksUntil: expiresAt },
  { notice: 'mail-waits', domain: 'fenmoor.sch.uk' },
  { notice: 'approval-decided', allowed: true, words: 'Welcome.', letterId: null },
  { notice: 'invitation', role: 'editor', may: 'write', by: 'Ada', ...until },
  { notice: 'follow-link', id: 'one', of: 'host', name: 'Fenmoor', following: null, ...until },
  { notice: 'report-link', id: 'one', slug: 'twelve-points', ...until },
  { notice: 'correction-link', id: 'one', ...until },
  { notice: 'organisation-link', id: 'one', until: expiresAt, ...until },
  {
    notice: 'case-waits',
    letterId: 1,
    caseId: 'one',
    n: 60,
    since: NOON,
    title: 'Twelve points',
    noticed: { pattern: 'network', n: 60, ofAll: 75 },
  },
  { notice: 'stand-behind', id: 'one', host: 'Fenmoor', domain: 'a.test', by: 'Ada', ...until },
  { notice: 'case-news', news: 'asked', letterId: 1, caseId: 'one', title: 'T', by: 'Ada', n: 240 },
  { notice: 'case-news', news: 'objection', letterId: 1, caseId: 'one', title: 'T' },
  {
    notice: 'objection-answered',
    signatureId: '1.ada',
    title: 'T',
    answer: 'No such <school>.',
    worksUntil: expiresAt,
  },
  { notice: 'complaint-received', title: 'T', number: '1A2B3C4D', whom: 'Fenmoor', dueAt: NOON },
]

const complaint = { letterId: 1, title: 'Twelve points', dueAt: NOON }
const ofComplaints: Notice[] = [
  { notice: 'complaint-opened', number: '1A2B3C4D', asSteward: true, ...complaint },
  { notice: 'complaints-wait', n: 2, isOver: true, asSteward: false, ...complaint },
  {
    notice: 'complaint-answered',
    title: 'Twelve points',
    number: '1A2B3C4D',
    outcome: 'partly',
    answer: 'We looked <twice>.\n\nSorry.',
  },
  { notice: 'deletion-ahead', letterId: 1, title: 'Twelve points', day: '2027-06-03', counted: 9 },
]

const everyMail: Chosen[] = [
  confirm,
  { mail: 'already-signed', letter, link },
  { mail: 'your-links', letter, link, state: 'counted' },
  {
    mail: 'my-data',
    suppressed: true,
    holdings: [
      { letter, state: 'counted', disowned: false, link },
      { letter, state: 'pending', disowned: true, link: confirmLink },
    ],
  },
  { mail: 'my-data', suppressed: false, holdings: [] },
  { mail: 'counted', letter, link, number: 1348, addressKept: false, checkpoint },
  { mail: 'changed', letter, link, at: NOON },
  { mail: 'withdrawn', letter, link, at: NOON, open: true },
  { mail: 'erased', letter, at: NOON },
  { mail: 'alarm', kind: 'recount', detail: 'The tally says 7, the rows say 8.', at: NOON },
  {
    mail: 'new-edition',
    letter,
    link,
    signed: 1,
    edition: 2,
    reason: 'A date was missing.',
    isPublic: true,
  },
  { mail: 'held', letter, link, until: NOON + hours(48) },
  { mail: 'refused', letter, link, sentence: 'Signed by a program, not by the person named.' },
  { mail: 'removed', letter, link, sentence: 'Signed by a program, not by the person named.' },
  { mail: 'reinstated', letter, link, number: 7 },
  {
    mail: 'say-again',
    letter,
    link: confirmLink,
    signed: 1,
    edition: 2,
    worksUntil: expiresAt,
  },
  { mail: 'lapsed', letter, open: true },
  {
    mail: 'notice',
    at: NOON,
    notice: { notice: 'school-mailbox', id: '1.ada/mailbox', worksUntil: expiresAt },
  },
  ...ofComplaints.map((notice) => ({ mail: 'notice' as const, at: NOON, notice })),
  ...everyNotice.map((notice) => ({ mail: 'notice' as const, at: NOON, notice })),
]

async function messageOf(chosen: Chosen, to = 'ada@example.org'): Promise<Message> {
  const { messages } = await pack(settings, [{ id: 'row', address: to, resent: 0, chosen }])
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

  it('has no address with a sign behind it that a mail program may take for a part', async () => {
    const { text } = await messageOf(chosen)

    for (const url of text.match(/https?:\S+/g) ?? []) expect(url).toMatch(/[a-z0-9]$/)
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

  it('has the code before the link', async () => {
    const { text } = await messageOf(confirm)

    const code = await codeFor(master, '1.ada')
    expect(text.indexOf(code)).toBeLessThan(text.indexOf('/confirm?t='))
    expect(text).toContain('Read the letter: https://letters.example.org/letters/twelve-points')
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

    expect(text).toContain('Copies in backups are gone within 30 days.')
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

    expect(subject).toBe('We hold no signature for this address')
    expect(text).toContain('We hold no signature for this address.')
  })

  it('does not say that nothing is held of an address that once said no', async () => {
    const { subject, text } = await messageOf({ mail: 'my-data', suppressed: true, holdings: [] })

    expect(subject).toBe('What we hold for this address')
    expect(text).toContain('We keep a fingerprint of the address')
  })

  it('tells who once said no, and is asked again, that the choice is theirs', async () => {
    const { text } = await messageOf(everyMail[3] ?? confirm)

    expect(text.match(/You once said “this wasn’t me”/g)).toHaveLength(1)
    expect(text.match(/privacy notice: \S+\/letters\/twelve-points\/privacy/g)).toHaveLength(2)
  })
})

describe('the mail that says a signature is counted', () => {
  const counted: Chosen = {
    mail: 'counted',
    letter,
    link,
    number: 1348,
    addressKept: false,
    checkpoint,
  }

  it('says whether the address is kept', async () => {
    const gone = await messageOf(counted)
    const kept = await messageOf({ ...counted, addressKept: true })

    expect(gone.text).toContain('Your email address itself is no longer kept.')
    expect(kept.text).toContain('Your email address is kept, encrypted')
    expect(kept.text).not.toContain('no longer kept')
  })

  it('has a link to the receipt, which opens this signature', async () => {
    const { text } = await messageOf(counted)

    const receipt = text.match(/https:\S+\/signature\/receipt\.json\?t=\S+/)?.[0] ?? 'none:'
    const token = new URL(receipt).searchParams.get('t') ?? ''
    expect(await openLink(master, 'manage', token, at(NOON))).toEqual({ id: '1.ada' })
  })

  it('ends with the newest checkpoint, whole, and with what it is for', async () => {
    const { text, html } = await messageOf(counted)

    const note = text.slice(text.indexOf(origin))
    expect(parseCheckpoint(parseNote(note).text)).toMatchObject({ origin, size: 11 })
    expect(text).toContain('Keep this checkpoint')
    expect(text).toContain(`${settings.ORIGIN}/letters/twelve-points/ledger`)
    expect(html).toContain(`>${checkpoint.trimEnd()}</pre>`)
  })

  it('leaves it out where nothing is signed yet', async () => {
    const { text, html } = await messageOf({ ...counted, checkpoint: null })

    expect(text).not.toContain('checkpoint')
    expect(html).not.toContain('<pre')
  })

  it('says whom to tell if it was somebody else', async () => {
    const { text } = await messageOf(counted)

    expect(text).toContain('someone read your mail')
    expect(text).toContain('tell data@example.org')
  })
})

describe('the mail that says a signature is withdrawn', () => {
  it('offers to sign again only while that can be done', async () => {
    const withdrawn: Chosen = { mail: 'withdrawn', letter, link, at: NOON, open: true }
    const open = await messageOf(withdrawn)
    const closed = await messageOf({ ...withdrawn, open: false })

    expect(open.text).toContain('open the link and sign again')
    expect(closed.text).not.toContain('open the link and sign again')
    expect(closed.text).toContain('it can’t be signed again')
  })
})

describe('the mails about a signature that is checked', () => {
  const sentence = 'Signed by a program, not by the person named.'

  it('say until when, that nothing is asked, and nothing that would help a forger', async () => {
    const { text } = await messageOf({ mail: 'held', letter, link, until: NOON + hours(48) })

    expect(text).toContain('It counts by itself at 13:00 BST on 24 June 2026')
    expect(text).toContain('nothing is asked of you')
    expect(text).not.toMatch(/network|score|risk/i)
  })

  it.each(['refused', 'removed'] as const)(
    'say why in the words that everyone reads, and how to object: %s',
    async (mail) => {
      const { text } = await messageOf({ mail, letter, link, sentence })

      expect(text).toContain(sentence)
      expect(text).toContain('open the link and say so in your own words')
      const token = linkIn(text, '/signature?t=')
      expect(await openLink(master, 'manage', token, at(NOON))).toEqual({ id: '1.ada' })
    }
  )

  it('ask for a yes to newer words with the link that takes one', async () => {
    const { text } = await messageOf({
      mail: 'say-again',
      letter,
      link: confirmLink,
      signed: 1,
      edition: 2,
      worksUntil: expiresAt,
    })

    const token = linkIn(text, '/confirm?t=')
    expect(await openLink(master, 'confirm', token, at(NOON))).toEqual({ id: '1.ada' })
    expect(text).toContain('You said yes to edition 1, and the letter now stands in edition 2')
  })
})

describe('the mail that says an address has signed already', () => {
  it('calms whoever pressed twice, and shows a colleague the way', async () => {
    const { text } = await messageOf({ mail: 'already-signed', letter, link })

    expect(text.split('\n')[0]).toBe('If you pressed the button twice, there is nothing to do.')
    expect(text).toContain('https://letters.example.org/letters/twelve-points')
    expect(text).toContain('a private address counts just the same')
  })
})

describe('an address in a mail', () => {
  it('can be followed in the HTML part', async () => {
    const { html } = await messageOf(confirm)

    const origin = settings.ORIGIN
    expect(html).toContain(`<a href="${origin}/letters/twelve-points/privacy"`)
    expect(html).toContain(`<a href="${origin}/my-data"`)
    expect(html).toContain('<a href="mailto:data@example.org"')
  })

  it('is text and no link if nobody can follow it', async () => {
    const controller = { ...letter.controller, contact: 'javascript:alert(1)//@example.org' }
    const { html } = await messageOf({ ...confirm, letter: { ...letter, controller } })

    expect(html).toContain('javascript:alert(1)')
    expect(html).not.toContain('href="javascript:')
    expect(html).not.toContain('mailto:javascript:')
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
      { id: 'bad', address: to, resent: 0, chosen },
      { id: 'good', address: 'grace@example.org', resent: 0, chosen: confirm },
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
