import { describe, expect, it } from 'vitest'
import { assuranceAnew, assuranceOfMailbox, type Said } from '../../src/register/assurance'
import type { Head, School } from '../../src/register/school'

const master = new Uint8Array(32).fill(7)
const nobodyYet = () => 0

// Made-up people of a made-up school, whose mailboxes are at otterfold.example.org. In each line: the
// name a head's role is claimed under, whom the register names, the address that said yes (a local
// part alone is at the school), and what is decided.
const TABLE = `
A name as the register has it
  Jane Smith               | Jane Smith                | jane.smith           | named
  Ngozi Adeyemi-Clarke     | Ngozi Adeyemi-Clarke      | n.adeyemi-clarke     | named
  Emrys O'Dowd             | Emrys O'Dowd              | e.o'dowd             | named
  José Núñez               | José Núñez                | jose.nunez           | named

The same name in another spelling
  JANE SMITH               | Jane Smith                | jane.smith           | named
  jane smith               | Jane SMITH                | jane.smith           | named
  Ｊａｎｅ Ｓｍｉｔｈ         | Jane Smith                | jane.smith           | named
  Jose Nunez               | José Núñez                | jose.nunez           | named
  José Núñez               | Jose Nunez                | jose.nunez           | named
  Soren Bjork              | Søren Björk               | s.bjork              | named
  Emrys O’Dowd             | Emrys O'Dowd              | eodowd               | named
  Emrys ODowd              | Emrys O'Dowd              | e.o-dowd             | named
  Ngozi Adeyemi Clarke     | Ngozi Adeyemi-Clarke      | adeyemiclarke        | named
  Ngozi Adeyemi‑Clarke     | Ngozi Adeyemi Clarke      | nadeyemi-clarke      | named
  Marta DeSilva            | Marta De Silva            | m.desilva            | named
  Anne-Marie Poole         | Anne Marie Poole          | am.poole             | named
  Annemarie Poole          | Anne-Marie Poole          | poole                | named

Titles, letters after the name, and notes
  Dr Jane Smith            | Jane Smith                | jane.smith           | named
  The Revd Dr Jane Smith   | Jane Smith                | jane.smith           | named
  Mrs. J. Smith            | Jane Smith                | mrs.smith            | named
  Jane Smith OBE           | Jane Smith                | jane.smith           | named
  Jane Smith, MA, NPQH     | Jane Smith                | jane.smith           | named
  Jane Smith BA (Hons)     | Jane Smith                | jane.smith           | named
  Jane Smith               | Mrs Jane Smith OBE        | jane.smith           | named
  Katherine (Kate) Poole   | Katherine Poole           | k.poole              | named
  Li Ma                    | Li Ma                     | li.ma                | named
  Mrs Smith                | Jane Smith                | mrs.smith            | not-named

Usual forms of a first name
  Kate Poole               | Katherine Poole           | kate.poole           | named
  Catherine Poole          | Kathryn Poole             | c.poole              | named
  Bill Marsh               | William Marsh             | bmarsh               | named
  William Marsh            | Bill Marsh                | wmarsh               | named
  Liz Marsh                | Elizabeth Marsh           | elizabeth.marsh      | named
  Alex Poole               | Alexander Poole           | alex.poole           | named
  Alexandra Poole          | Alexander Poole           | alex.poole           | not-named
  Jo Marsh                 | Joanne Marsh              | jo.marsh             | named
  Joanna Marsh             | Joanne Marsh              | jo.marsh             | not-named

Middle names and initials
  Jane Ann Smith           | Jane Smith                | jane.smith           | named
  Jane Smith               | Jane Ann Smith            | jane.smith           | named
  Jane A. Smith            | Jane Ann Smith            | jane.smith           | named
  Jane Ann Smith           | Jane Mary Smith           | jane.smith           | not-named
  Ann Smith                | Jane Ann Smith            | ann.smith            | not-named
  J. Smith                 | Jane Smith                | j.smith              | named
  J Smith                  | Jane Smith; Omar Khan     | j.smith              | named
  J Smith                  | Jane Smith; John Smith    | j.smith              | not-named
  J Smith                  | J Smith; John Smith       | j.smith              | named
  K. Smith                 | Jane Smith                | k.smith              | not-named
  James Bell               | J Bell                    | jbell                | named
  Robert Taylor            | R V A Taylor              | rvtaylor             | named
  Victor Taylor            | R V A Taylor              | vtaylor              | not-named
  Smith                    | Jane Smith                | smith                | not-named

Another name, however near
  Jane Smyth               | Jane Smith                | jane.smith           | not-named
  Jayne Smith              | Jane Smith                | jane.smith           | not-named
  Jane Smithson            | Jane Smith                | jane.smithson        | not-named
  Smith Jane               | Jane Smith                | jane.smith           | not-named
  Jane Clarke              | Jane Adeyemi-Clarke       | jane.clarke          | not-named
  Jane Adeyemi-Clarke      | Jane Clarke               | jane.clarke          | not-named
  John MacDowd             | John McDowd               | john.mcdowd          | not-named
  Anne Poole               | Anne-Marie Poole          | anne.poole           | not-named
  Jane Smith 2             | Jane Smith                | jane.smith           | not-named
  Jane Smith & Omar Khan   | Jane Smith; Omar Khan     | jane.smith           | not-named
  Jane & Omar Smith        | Jane Smith                | jane.smith           | not-named
  Jane 2nd Smith           | Jane Smith                | jane.smith           | not-named
  Jаne Smith               | Jane Smith                | jane.smith           | not-named
  Jane Smith               |                           | jane.smith           | no-head-listed

A mailbox that looks like the head’s
  Jane Smith               | Jane Smith                | head                 | named
  Jane Smith               | Jane Smith                | Head.Teacher         | named
  Jane Smith               | Jane Smith                | principal            | named
  Jane Smith               | Jane Smith                | exec-headteacher     | named
  Jane Smith               | Jane Smith                | jsmith               | named
  Jane Smith               | Jane Smith                | smithj               | named
  Jane Smith               | Jane Smith                | janesmith            | named
  Jane Smith               | Jane Smith                | mrssmith             | named
  Jane Smith               | Jane Smith                | smith.head           | named
  Jane Smith               | Jane Smith                | J.Smith              | named
  Wei Li                   | Wei Li                    | w.li                 | named
  Wei Li                   | Wei Li                    | li                   | named

A mailbox that does not
  Jane Smith               | Jane Smith                | office               | mailbox-not-heads
  Jane Smith               | Jane Smith                | head.pa              | mailbox-not-heads
  Jane Smith               | Jane Smith                | headsoffice          | mailbox-not-heads
  Jane Smith               | Jane Smith                | deputyhead           | mailbox-not-heads
  Jane Smith               | Jane Smith                | head2                | mailbox-not-heads
  Jane Smith               | Jane Smith                | jane.smith19         | mailbox-not-heads
  Jane Smith               | Jane Smith                | 19jsmith             | mailbox-not-heads
  Jane Smith               | Jane Smith                | jane                 | mailbox-not-heads
  Jane Smith               | Jane Smith                | j.smyth              | mailbox-not-heads
  Jane Smith               | Jane Smith                | jsmithson            | mailbox-not-heads
  Simon Smith              | Simon Smith               | smithson             | mailbox-not-heads
  Jane Smith               | Jane Smith                | pupils+smith         | mailbox-not-heads
  Helen Ward               | Helen Ward                | edward.jones         | mailbox-not-heads
  Eva Eden                 | Eva Eden                  | pete.dennis          | mailbox-not-heads
  Wei Li                   | Wei Li                    | wli                  | mailbox-not-heads
  Wei Li                   | Wei Li                    | oliver.elias         | mailbox-not-heads
  Jane Smith               | Jane Smith; Omar Khan     | omar.khan            | mailbox-not-heads

Where the mailbox is
  Jane Smith               | Jane Smith                | jane.smith@OTTERFOLD.example.org      | named
  Jane Smith               | Jane Smith                | jane.smith@staff.otterfold.example.org | named
  Jane Smith               | Jane Smith                | jane.smith@otterfold.example.org.      | named
  Jane Smith               | Jane Smith                | jane.smith@notterfold.example.org      | another-domain
  Jane Smith               | Jane Smith                | jane.smith@otterfold.example.org.example.com | another-domain
  Jane Smith               | Jane Smith                | jane.smith@example.org                 | another-domain
  Jane Smith               | Jane Smith                | jane.smith@gmail.com                   | free-mail
  Jane Smith               | Jane Smith                | head@btinternet.com                    | free-mail
`

const LEVELS: Record<string, string> = {
  named: 'named-head',
  'not-named': 'school-mailbox',
  'no-head-listed': 'school-mailbox',
  'mailbox-not-heads': 'school-mailbox',
  'another-domain': 'self-declared',
  'free-mail': 'self-declared',
}

const groups = TABLE.trim()
  .split(/\n\n/)
  .map((group) => group.split('\n'))
  .map(([title = '', ...lines]) => ({ title, lines: lines.map(cells) }))

describe.each(groups)('$title', ({ lines }) => {
  it.each(lines)('“$name”, $heads, $address: $reason', async ({ name, heads, address, reason }) => {
    const decided = await assuranceOfMailbox(
      master,
      said({ name, schools: [aSchool({ heads: headsIn(heads) })] }),
      address.includes('@') ? address : `${address}@otterfold.example.org`,
      nobodyYet
    )

    expect([decided.because, decided.assurance]).toEqual([reason, LEVELS[reason]])
  })
})

describe('Whatever the names are', () => {
  const heads = headsIn('Jane Smith; John Smith; Kate Poole; Wei Li; Ngozi Adeyemi-Clarke')

  it('does not depend on the order of the heads', async () => {
    const typed = ['Jane Smith', 'J Smith', 'Katherine Poole', 'Wei Li', 'Wei Ling Li', 'Omar Khan']
    const mailboxes = ['head', 'j.smith', 'kpoole', 'w.li', 'office']

    for (const name of typed) {
      for (const mailbox of mailboxes) {
        const [one, other] = await Promise.all(
          [heads, heads.toReversed()].map(async (listed) =>
            assuranceOfMailbox(
              master,
              said({ name, schools: [aSchool({ heads: listed })] }),
              `${mailbox}@otterfold.example.org`,
              nobodyYet
            )
          )
        )
        expect([name, mailbox, one?.because]).toEqual([name, mailbox, other?.because])
      }
    }
  })

  it('names nobody whose surname is one letter away', async () => {
    const [head] = headsIn('Marta Hollins')
    const letters = [...'hollins']
    const near = letters.flatMap((letter, at) => [
      letters.toSpliced(at, 1).join(''),
      letters.toSpliced(at, 1, 'x').join(''),
      letters.toSpliced(at, 0, letter).join(''),
    ])

    for (const surname of near) {
      const schools = [aSchool({ heads: head ? [head] : [] })]
      const decided = await assuranceOfMailbox(
        master,
        said({ name: `Marta ${surname}`, schools }),
        'head@otterfold.example.org',
        nobodyYet
      )
      expect([surname, decided.because]).toEqual([surname, 'not-named'])
    }
  })

  it('takes a digit anywhere before the @ for somebody else’s mailbox', async () => {
    for (const local of ['head', 'jane.smith', 'jsmith', 'smith']) {
      for (let at = 0; at <= local.length; at += 1) {
        const address = `${local.slice(0, at)}1${local.slice(at)}@otterfold.example.org`
        const decided = await assuranceOfMailbox(master, said({}), address, nobodyYet)
        expect([address, decided.because]).toEqual([address, 'mailbox-not-heads'])
      }
    }
  })
})

describe('Roles, and schools that can’t be checked', () => {
  const decide = async (given: Partial<Said>, address = 'jane.smith@otterfold.example.org') => {
    const decided = await assuranceOfMailbox(master, said(given), address, nobodyYet)
    return [decided.assurance, decided.because]
  }

  it.each<[what: string, given: Partial<Said>, decided: [string, string]]>([
    ['a teacher', { countsAsHead: false }, ['school-mailbox', 'no-head-role']],
    ['somebody formerly there', { former: true }, ['self-declared', 'former']],
    ['nobody’s school', { schools: [] }, ['self-declared', 'no-school']],
    [
      'a school without a website, as in Wales',
      { schools: [aSchool({ domain: null, domainWhy: 'no-website' })] },
      ['self-declared', 'no-website'],
    ],
    [
      'a school whose website is where many are',
      { schools: [aSchool({ domain: null, domainWhy: 'shared' })] },
      ['self-declared', 'shared-domain'],
    ],
    [
      'a school that has closed',
      { schools: [aSchool({ isOpen: false })] },
      ['school-mailbox', 'closed'],
    ],
    [
      'one that has closed, whose heads are listed no more',
      { schools: [aSchool({ isOpen: false, heads: [] })] },
      ['school-mailbox', 'closed'],
    ],
    [
      'a teacher of one that has closed',
      { countsAsHead: false, schools: [aSchool({ isOpen: false })] },
      ['school-mailbox', 'no-head-role'],
    ],
  ])('%s', async (_, given, decided) => {
    expect(await decide(given)).toEqual(decided)
  })

  it('takes no mailbox that anybody can have, whatever the website says', async () => {
    const schools = [aSchool({ domain: 'sky.com' })]

    expect(await decide({ schools }, 'jane.smith@Sky.com')).toEqual(['self-declared', 'free-mail'])
  })

  it('asks nobody with a free mailbox for another one where none could be checked', async () => {
    const schools = [aSchool({ domain: null, domainWhy: 'no-website' })]

    expect(await decide({ schools }, 'jane@gmail.com')).toEqual(['self-declared', 'no-website'])
  })
})

describe('Several schools', () => {
  const otterfold = aSchool({ urn: 1, heads: headsIn('Omar Khan') })
  const brambley = aSchool({ urn: 2, domain: 'brambley.example.org' })
  const trust = [3, 4].map((urn) => aSchool({ urn, domain: 'trust.example.org' }))

  it('names a head whom any of them names, by a mailbox of that school', async () => {
    const schools = [otterfold, brambley]
    const at = async (address: string) => {
      const decided = await assuranceOfMailbox(master, said({ schools }), address, nobodyYet)
      return [decided.because, decided.mailboxUrns, decided.namedUrns]
    }

    expect(await at('jane.smith@brambley.example.org')).toEqual(['named', [2], [2]])
    expect(await at('head@otterfold.example.org')).toEqual(['not-named', [1], []])
  })

  it('gives the reason that is nearest to a head, or that another mailbox would change', async () => {
    const [one, other] = [3, 4].map((urn, i) =>
      aSchool({ urn, domain: 'trust.example.org', heads: headsIn(i ? 'Jane Smith' : 'Omar Khan') })
    )
    const shared = aSchool({ urn: 5, domain: null, domainWhy: 'shared' })
    const because = async (schools: (School | undefined)[], address: string) => {
      const named = schools.flatMap((school) => school ?? [])
      const decided = await assuranceOfMailbox(master, said({ schools: named }), address, nobodyYet)
      return decided.because
    }

    expect(await because([one, other], 'office@trust.example.org')).toBe('mailbox-not-heads')
    expect(await because([shared, brambley], 'jane@elsewhere.example.com')).toBe('another-domain')
  })

  it('takes a mailbox of their trust for one of each', async () => {
    const decided = await assuranceOfMailbox(
      master,
      said({ schools: [otterfold, ...trust] }),
      'jane.smith@trust.example.org',
      nobodyYet
    )

    expect([decided.mailboxUrns, decided.namedUrns]).toEqual([
      [3, 4],
      [3, 4],
    ])
  })

  it('names at most as many heads of a school as the register does', async () => {
    const schools = [aSchool({ urn: 1, heads: headsIn('Jane Smith; Omar Khan') }), brambley]
    const after = async (others: number) => {
      const address = 'jane.smith@otterfold.example.org'
      const already = (urn: number) => (urn === 1 ? others : 0)
      const decided = await assuranceOfMailbox(master, said({ schools }), address, already)
      return [decided.assurance, decided.because]
    }

    expect(await after(1)).toEqual(['named-head', 'named'])
    expect(await after(2)).toEqual(['school-mailbox', 'enough-named'])
  })
})

describe('Once the address is gone', () => {
  const address = 'jane.smith@otterfold.example.org'

  it('decides a changed name as the address would have', async () => {
    const typo = await assuranceOfMailbox(master, said({ name: 'Jan Smth' }), address, nobodyYet)
    const corrected = await assuranceAnew(master, said({}), typo, nobodyYet)
    const other = await assuranceAnew(master, said({ name: 'Omar Khan' }), corrected, nobodyYet)

    expect([typo.because, corrected.because, other.because]).toEqual([
      'not-named',
      'named',
      'not-named',
    ])
  })

  it('names no head who came since, unless the mailbox is that of the office', async () => {
    const later = said({ name: 'Omar Khan', schools: [aSchool({ heads: headsIn('Omar Khan') })] })
    const anew = async (then: string) => {
      const kept = await assuranceOfMailbox(master, said({}), then, nobodyYet)
      return (await assuranceAnew(master, later, kept, nobodyYet)).because
    }

    expect(await anew(address)).toBe('mailbox-not-heads')
    expect(await anew('head@otterfold.example.org')).toBe('named')
  })

  it('drops what another school’s mailbox said, and takes it back with the school', async () => {
    const elsewhere = said({ schools: [aSchool({ urn: 2, domain: 'brambley.example.org' })] })
    const first = await assuranceOfMailbox(master, said({}), address, nobodyYet)
    const moved = await assuranceAnew(master, elsewhere, first, nobodyYet)
    const back = await assuranceAnew(master, said({}), moved, nobodyYet)

    expect([moved.assurance, moved.because]).toEqual(['self-declared', 'another-domain'])
    expect(back).toEqual(first)
  })

  it('still knows a free mailbox for one', async () => {
    const free = await assuranceOfMailbox(master, said({}), 'jane@gmail.com', nobodyYet)
    const anew = await assuranceAnew(master, said({ name: 'Jane Ann Smith' }), free, nobodyYet)

    expect([anew.because, anew.look]).toEqual(['free-mail', null])
  })

  it('keeps no letter of a name or an address', async () => {
    const decided = await assuranceOfMailbox(master, said({}), address, nobodyYet)

    expect(decided.look).toMatch(/^[\w-]{11}$/)
    expect(JSON.stringify(decided).toLowerCase()).not.toContain('smith')
  })

  it('keeps nothing of the look of a mailbox that is no school’s', async () => {
    const decided = await assuranceOfMailbox(master, said({}), 'head@example.com', nobodyYet)

    expect(decided).toMatchObject({ mailboxUrns: [], look: null })
  })
})

function said(given: Partial<Said>): Said {
  return { name: 'Jane Smith', countsAsHead: true, former: false, schools: [aSchool({})], ...given }
}

function aSchool(given: Partial<School>): School {
  return {
    urn: 900001,
    country: 'england',
    name: 'Otterfold School',
    nameCy: null,
    town: 'Otterfold',
    postcode: null,
    authority: 'otterfoldshire',
    phase: 'secondary',
    type: 'academy',
    inShares: true,
    domain: 'otterfold.example.org',
    domainWhy: 'website',
    heads: headsIn('Jane Smith'),
    isOpen: true,
    registerId: 1,
    ...given,
  }
}

/** “Jane Smith; R V A Taylor”: surnames of two words are De Silva, Adeyemi Clarke and OBE’s. */
function headsIn(text: string): Head[] {
  return text
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => {
      const at = /(De Silva|Adeyemi Clarke|\S+(?: OBE)?)$/.exec(name)?.index ?? 0
      return { first: name.slice(0, at).trim(), last: name.slice(at) }
    })
}

function cells(line: string) {
  const [name = '', heads = '', address = '', reason = ''] = line.split('|').map((c) => c.trim())
  return { name, heads, address, reason }
}
