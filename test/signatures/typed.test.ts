import { describe, expect, it } from 'vitest'
import { addressKey, canonicalAddress, domainKey, domainOf } from '../../src/mailbox'
import { emailAddress } from '../../src/signatures/address'
import { personName, roleWords, schoolWords } from '../../src/signatures/name'
import { readSignForm } from '../../src/signatures/read-form'
import { fitToLetter, findRole, roleLabel, schoolLabel } from '../../src/signatures/signature'
import { likelyAddress } from '../../src/signatures/typo'
import { foldedWords } from '../../src/words'
import { aLetter } from '../support/letters'
import { ada } from '../support/signers'

/** The address as it is kept, or the first thing that is wrong with it. */
function readAddress(text: string): { kept: string } | { problem: string | undefined } {
  const read = emailAddress.safeParse(text)
  return read.success ? { kept: read.data } : { problem: read.error.issues[0]?.message }
}

function readName(text: string): { kept: string } | { problem: string | undefined } {
  const read = personName.safeParse(text)
  return read.success ? { kept: read.data } : { problem: read.error.issues[0]?.message }
}

const LONG_DOMAIN = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.org`

describe('an email address', () => {
  it.each([
    ['as it is', 'ada@example.org', 'ada@example.org'],
    ['with space around it', '  ada@example.org\n', 'ada@example.org'],
    ['with capitals in front, which are its owner’s', 'Ada.B@example.org', 'Ada.B@example.org'],
    ['with capitals behind, which are not', 'ada@Example.ORG', 'ada@example.org'],
    ['with every mark that needs no quotes', "a!#$%&'*+/=?^_`{|}~-z@example.org", null],
    ['of a school’s subdomain', 'head@brambleholt.fen.sch.example.org', null],
    ['of an office', 'office@example.org', null],
    ['of a head', 'head@example.org', null],
    ['with a plus', 'ada+letters@example.org', null],
    ['of one letter', 'a@example.org', null],
    ['in Welsh', 'ada@brenin-siôn.example.org', 'ada@xn--brenin-sin-zbb.example.org'],
    ['in German', 'ada@bücher.example.org', 'ada@xn--bcher-kva.example.org'],
    ['in Japanese, with its own full stop', 'ada@例え。テスト', 'ada@xn--r8jz45g.xn--zckzah'],
    ['in wide letters', 'ada@ｅｘａｍｐｌｅ.org', 'ada@example.org'],
    ['already in ASCII', 'ada@xn--bcher-kva.example.org', null],
    ['of 64 bytes before the @', `${'a'.repeat(64)}@example.org`, null],
    ['of 254 bytes', `${'a'.repeat(64)}@${LONG_DOMAIN}.uk`, null],
  ])('is taken %s', (_, typed, kept) => {
    expect(readAddress(typed)).toEqual({ kept: kept ?? typed })
  })

  it.each([
    ['none', ''],
    ['only space', '   '],
    ['no @', 'ada.example.org'],
    ['two @s', 'ada@grace@example.org'],
    ['nothing before the @', '@example.org'],
    ['nothing behind it', 'ada@'],
    ['a single label', 'ada@localhost'],
    ['an IPv4 address', 'ada@192.0.2.1'],
    ['an IPv4 address in one number', 'ada@3221225985'],
    ['an IPv4 address in hex', 'ada@0xC0.0.2.1'],
    ['an IPv4 address in brackets', 'ada@[192.0.2.1]'],
    ['an IPv6 address', 'ada@[IPv6:2001:db8::1]'],
    ['a last label of digits', 'ada@example.123'],
    ['a port', 'ada@example.org:25'],
    ['a path', 'ada@example.org/inbox'],
    ['a query', 'ada@example.org?x=1'],
    ['a fragment', 'ada@example.org#x'],
    ['userinfo', 'ada@user:secret@example.org'],
    ['a backslash, which browsers read as a slash', 'ada@example.org\\evil'],
    ['a percent sign, which browsers decode', 'ada@ex%61mple.org'],
    ['a quoted local part', '"ada lovelace"@example.org'],
    ['a quoted @', '"a@b"@example.org'],
    ['a comment', 'ada(work)@example.org'],
    ['a name and angle brackets', 'Ada <ada@example.org>'],
    ['two addresses', 'ada@example.org,grace@example.org'],
    ['a space inside', 'ada lovelace@example.org'],
    ['a space in the domain', 'ada@exam ple.org'],
    ['a line break', 'ada\r\nBcc: grace@example.org'],
    ['a NUL', 'ada\u0000@example.org'],
    ['a delete character', 'ada\u007F@example.org'],
    ['a dot at the start', '.ada@example.org'],
    ['a dot at the end', 'ada.@example.org'],
    ['two dots', 'ada..b@example.org'],
    ['accents before the @', 'siân@example.org'],
    ['a dot behind the domain', 'ada@example.org.'],
    ['two dots in the domain', 'ada@example..org'],
    ['a hyphen before a label', 'ada@-example.org'],
    ['a hyphen behind a label', 'ada@example-.org'],
    ['an underscore in the domain', 'ada@exam_ple.org'],
    ['a label of 64', `ada@${'a'.repeat(64)}.org`],
    ['65 bytes before the @', `${'a'.repeat(65)}@example.org`],
    ['255 bytes', `${'a'.repeat(64)}@a${LONG_DOMAIN}.uk`],
    ['255 bytes once its domain is in ASCII', `${'a'.repeat(64)}@${'ü'.repeat(50)}.${LONG_DOMAIN}`],
    ['a direction mark in the domain', 'ada@exam\u202Eple.org'],
  ])('is refused with words of help: %s', (_, typed) => {
    const read = readAddress(typed)

    expect(read).toHaveProperty('problem')
    expect(JSON.stringify(read)).toMatch(/Enter|too long|unaccented/)
  })

  it.each([
    'abuse',
    'Postmaster',
    'MAILER-DAEMON',
    'noreply',
    'no-reply',
    'security',
    'hostmaster',
  ])('is refused where machines read the mail: %s', (local) => {
    expect(readAddress(`${local}@example.org`)).toEqual({
      problem: `${local}@ is a mailbox for machines. Use an address of your own.`,
    })
  })

  it('has its domain behind the @', () => {
    expect(domainOf('ada@example.org')).toBe('example.org')
  })
})

describe('one person’s mailbox', () => {
  it.each([
    ['capitals', 'Ada@example.org', 'ada@example.org'],
    ['dots at Gmail', 'a.d.a@gmail.com', 'ada@gmail.com'],
    ['Gmail’s other name', 'ada@googlemail.com', 'ada@gmail.com'],
    ['all of Gmail’s spellings at once', 'A.d.A+x+y@googlemail.com', 'ada@gmail.com'],
    ['a plus at Outlook', 'ada+x@outlook.com', 'ada@outlook.com'],
    ['a plus at Hotmail', 'ada+x@hotmail.co.uk', 'ada@hotmail.co.uk'],
    ['a plus at iCloud', 'ada+x@icloud.com', 'ada@icloud.com'],
    ['a plus at Fastmail', 'ada+x@fastmail.com', 'ada@fastmail.com'],
    ['a plus at Proton', 'ada+x@proton.me', 'ada@proton.me'],
  ])('is one, however it is spelt: %s', (_, spelt, canonical) => {
    expect(canonicalAddress(spelt)).toBe(canonical)
  })

  it.each([
    ['dots elsewhere', 'a.da@example.org', 'ada@example.org'],
    ['dots at Outlook', 'a.da@outlook.com', 'ada@outlook.com'],
    ['a plus elsewhere', 'ada+grace@example.org', 'ada@example.org'],
    ['a plus at a domain that only ends like Gmail', 'ada+x@notgmail.com', 'ada@notgmail.com'],
    ['nothing before the plus', '+ada@gmail.com', '+grace@gmail.com'],
    ['another domain', 'ada@example.org', 'ada@example.com'],
  ])('is not somebody else’s: %s', (_, one, other) => {
    expect(canonicalAddress(one)).not.toBe(canonicalAddress(other))
  })

  it('has one key under one secret, in 22 characters that tell nothing', async () => {
    const [ours, theirs] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]

    const key = await addressKey(ours, 'a.da@gmail.com')

    expect(key).toMatch(/^[\w-]{22}$/)
    expect(await addressKey(ours, 'ADA@googlemail.com')).toBe(key)
    expect(await addressKey(ours, 'grace@gmail.com')).not.toBe(key)
    expect(await addressKey(theirs, 'a.da@gmail.com')).not.toBe(key)
    expect(await domainKey(ours, 'ada@example.org')).toBe(await domainKey(ours, 'b@example.org'))
    expect(await domainKey(ours, 'ada@example.org')).not.toBe(
      await domainKey(ours, 'a@example.com')
    )
    expect(await domainKey(ours, 'gmail.com')).not.toBe(await addressKey(ours, 'gmail.com'))
  })
})

describe('the address that was probably meant', () => {
  it.each([
    ['a letter missing', 'ada@gmal.com', 'ada@gmail.com'],
    ['a letter too many', 'ada@gmaill.com', 'ada@gmail.com'],
    ['a wrong letter', 'ada@hotmaik.com', 'ada@hotmail.com'],
    ['two letters swapped', 'ada@gmial.com', 'ada@gmail.com'],
    ['the end cut short', 'ada@yahoo.co', 'ada@yahoo.com'],
    ['the first letter missing', 'ada@otmail.co.uk', 'ada@hotmail.co.uk'],
  ])('is one slip away: %s', (_, typed, meant) => {
    expect(likelyAddress(typed)).toBe(meant)
  })

  it.each([
    ['as it was typed, if that is common', 'ada@hotmail.co.uk'],
    ['nothing that we know', 'ada@example.org'],
    ['not two slips away', 'ada@gmal.co'],
    ['not another provider with a name like it', 'ada@ymail.com'],
    ['nor this one', 'ada@mail.com'],
    ['nor this one either', 'ada@email.com'],
    ['never touched before the @', 'gmial.com@example.org'],
  ])('is %s', (_, typed) => {
    expect(likelyAddress(typed)).toBeNull()
  })
})

describe('a name', () => {
  it.each([
    ['with accents', 'Siân Ó Brádaigh'],
    ['in Polish', 'Łukasz Żak'],
    ['in Chinese', '李'],
    ['in Arabic', 'مريم'],
    ['in Hindi', 'प्रिया शर्मा'],
    ['in Persian, with a joiner that belongs', 'مه\u200Cرو'],
    ['in Sinhala, with a joiner behind a vowel sign', 'ශ්\u200Dරී'],
    ['with an apostrophe', "Aoife O'Brien"],
    ['with a curly one', 'Aoife O’Brien'],
    ['with a hyphen', 'Mary-Ann Inkwell'],
    ['with a title and full stops', 'Dr. A. Quill Jr.'],
    ['with a number', 'Ada Quill 2nd'],
    ['of one letter', 'X'],
    ['of 100 characters', 'é'.repeat(100)],
    ['of 100 characters beyond the basic plane', '𐐷'.repeat(100)],
    ['with four marks on a letter', 'a\u0316\u0317\u0318\u0319'],
  ])('is kept as typed: %s', (_, name) => {
    expect(readName(name)).toEqual({ kept: name.normalize('NFC') })
  })

  it.each([
    ['space around it', '  Ada Quill  ', 'Ada Quill'],
    ['space of every kind inside', 'Ada \t\u00a0\u2003\n Quill', 'Ada Quill'],
    ['accents in two parts', 'Sia\u0302n', 'Siân'],
    ['a NUL and a bell', 'A\u0000d\u0007a', 'Ada'],
    ['a soft hyphen, a zero-width space and a byte order mark', 'A\u00ADd\u200Ba\uFEFF', 'Ada'],
    ['a joiner before anything', '\u200DAda', 'Ada'],
    ['a joiner behind everything', 'Ada\u200C', 'Ada'],
    ['a joiner beside a space', 'Ada\u200D Quill', 'Ada Quill'],
    ['a direction mark of the harmless kind', 'Ada\u200E Quill\u200F', 'Ada Quill'],
    ['a carriage return and a line feed', 'Ada\r\nQuill', 'Ada Quill'],
    ['letters that nobody sees', 'A\u115Fd\u1160a\u3164 Quill\uFFA0', 'Ada Quill'],
    ['letters of the tag block', 'Ada\u{E0041}', 'Ada'],
  ])('is cleaned of %s', (_, typed, kept) => {
    expect(readName(typed)).toEqual({ kept })
  })

  it.each([
    ['nothing', '', 'Enter your full name.'],
    ['space', ' \u00a0 ', 'Enter your full name.'],
    ['what nobody can see', '\u200B\u00AD', 'Enter your full name.'],
    ['a letter that nobody can see', '\u3164', 'Enter your full name.'],
    ['only digits', '1234', 'Use letters'],
    ['only marks', '\u0301\u0301', 'Use letters'],
    ['a smile', 'Ada 🙂', 'emoji'],
    ['a flag', 'Ada 🇬🇧', 'emoji'],
    ['a web address', 'Buy at http://example.org', 'web address'],
    ['an address of another scheme', 'ftp://example.org Ada', 'web address'],
    ['an address without its scheme', 'Ada WWW.example.org', 'web address'],
    ['a formula', '=HYPERLINK("x")', 'begin with'],
    ['a plus in front', '+Ada', 'begin with'],
    ['a minus in front', '-Ada', 'begin with'],
    ['an @ in front', '@ada', 'begin with'],
    ['a formula behind a space', '  =1+1 Ada', 'begin with'],
    ['a formula behind what nobody can see', '\u200B=1+1 Ada', 'begin with'],
    ['a formula behind a tab', '\t=1+1 Ada', 'begin with'],
    ['101 characters', 'a'.repeat(101), '100 characters'],
    ['a heap of accents', `Z${'\u0316'.repeat(5)}algo`, 'too many accents'],
    ['an embedding of direction', 'Ada \u202Exe.gpj', 'direction of writing'],
    ['an isolate of direction', 'Ada \u2066 Quill', 'direction of writing'],
    ['the end of an isolate', 'Ada\u2069', 'direction of writing'],
  ])('is refused if it holds %s', (_, typed, words) => {
    expect(readName(typed)).toEqual({ problem: expect.stringContaining(words) })
  })

  it('may be left empty where it is a school’s or a role’s, and is cleaned alike', () => {
    expect(schoolWords.parse('  ')).toBeNull()
    expect(schoolWords.parse(' St\u00a0Quill’s\u200B ')).toBe('St Quill’s')
    expect(roleWords.parse('')).toBeNull()
    expect(roleWords.safeParse('=1+1').success).toBe(false)
    expect(schoolWords.safeParse('a'.repeat(150)).success).toBe(true)
    expect(schoolWords.safeParse('a'.repeat(151)).success).toBe(false)
    expect(schoolWords.safeParse('https://example.org').success).toBe(false)
    expect(schoolWords.parse('Quill & Co®')).toBe('Quill & Co®')
  })
})

describe('the words that a search finds', () => {
  it.each([
    ['case', 'ADA Quill', ['ada', 'quill']],
    ['accents', 'Siân Ó Brádaigh', ['sian', 'o', 'bradaigh']],
    [
      'apostrophes of every kind',
      "O'Brien O’Hara Oʼneill O`Shea",
      ['obrien', 'ohara', 'oneill', 'oshea'],
    ],
    ['letters that hold a stroke', 'Łukasz Straße Sørensen', ['lukasz', 'strasse', 'sorensen']],
    ['capitals with a stroke', 'ŁUKASZ SØRENSEN', ['lukasz', 'sorensen']],
    ['hyphens and full stops', 'Mary-Ann St. Quill', ['mary', 'ann', 'st', 'quill']],
    ['wide and small letters', 'Ａｄａ ﬁne', ['ada', 'fine']],
    ['what is said twice', 'Ada ada ADA', ['ada']],
    ['digits', 'Form 11b', ['form', '11b']],
    ['other scripts', 'Łucja 李 مريم', ['lucja', '李', 'مريم']],
    ['marks alone', '— … !', []],
  ])('don’t depend on %s', (_, text, words) => {
    expect(foldedWords(text)).toEqual(words)
  })

  it('are at most twenty', () => {
    const text = Array.from({ length: 30 }, (_, i) => `word${i}`).join(' ')

    expect(foldedWords(text)).toHaveLength(20)
  })
})

describe('a sign form', () => {
  it('is read into what will stand: clean, and with nothing left undefined', async () => {
    const letter = await aLetter()

    const typed = ada({ name: ' Ada  Quill ', email: 'Ada@Example.org', updates: 'on' })
    const read = readSignForm(letter, typed)

    expect(read).toEqual({
      data: {
        edition: 1,
        name: 'Ada Quill',
        email: 'Ada@example.org',
        role: 'head',
        role_other: null,
        school: 'Brambleholt Primary',
        urn: [],
        country: 'england',
        public: true,
        updates: true,
        consent: 'on',
      },
    })
  })

  it.each<[string, Record<string, string>, string, string]>([
    ['no name', { name: '' }, 'name', 'Enter your full name.'],
    ['no address', { email: '' }, 'email', 'Enter your email address.'],
    ['no role', { role: '' }, 'role', 'Choose your role.'],
    ['a role of another letter', { role: 'governor' }, 'role', 'Choose your role.'],
    ['another role without words', { role: 'other' }, 'role_other', 'Say what your role is.'],
    ['no school where one is needed', { school: '' }, 'school', 'Enter your school'],
    ['a school by what is no number of one', { urn: 'x12' }, 'urn', 'has no such school'],
    ['more schools than six', { urn: '1 2 3 4 5 6 7' }, 'urn', 'Choose 6 schools at most.'],
    ['a country off the list', { country: 'narnia' }, 'country', 'Choose a country'],
    ['no consent', { consent: '' }, 'consent', 'Tick the box'],
    ['consent in other words', { consent: 'yes' }, 'consent', 'Tick the box'],
    ['no edition', { edition: '' }, 'edition', 'Open this page again.'],
    ['an edition that is no number', { edition: 'two' }, 'edition', 'Open this page again.'],
    ['part of an edition', { edition: '1.5' }, 'edition', 'Open this page again.'],
  ])('is sent back with the field to mend: %s', async (_, over, field, words) => {
    const read = readSignForm(await aLetter(), ada(over))

    expect(read).toEqual({ problems: { [field]: expect.stringContaining(words) } })
  })

  it('names every field to mend at once', async () => {
    const read = readSignForm(await aLetter(), {})

    expect('problems' in read && Object.keys(read.problems).sort()).toEqual([
      'consent',
      'edition',
      'email',
      'name',
      'role',
    ])
  })

  it('takes an empty country, and boxes left alone, for what they are', async () => {
    const { public: _, ...unticked } = ada({ country: '' })

    const read = readSignForm(await aLetter(), unticked)

    expect(read).toMatchObject({ data: { country: null, public: false, updates: false } })
  })
})

describe('a role', () => {
  it('is printed in the letter’s words, or in the signer’s where it is another', async () => {
    const letter = await aLetter()

    expect(roleLabel(letter, 'head')).toBe('Headteacher')
    expect(roleLabel(letter, 'other', 'School cook')).toBe('School cook')
    expect(roleLabel(letter, 'other')).toBe('Other')
    expect(schoolLabel(letter, 'retired', 'Brambleholt Primary')).toBe(
      'formerly Brambleholt Primary'
    )
    expect(schoolLabel(letter, 'head', 'Brambleholt Primary')).toBe('Brambleholt Primary')
    expect(schoolLabel(letter, 'retired', null)).toBeNull()
    expect(findRole(letter, 'constructor')).toBeNull()
  })

  it('keeps no words of a signer who chose one from the list', async () => {
    const fields = { name: 'Ada', country: null, public: true, school: 'Brambleholt', urn: [] }

    const fitted = fitToLetter(
      await aLetter(),
      { ...fields, role: 'head', role_other: 'Queen' },
      []
    )

    expect(fitted).toMatchObject({ fields: { role_other: null } })
  })
})
