import type { LetterData } from '../../newsroom/letter-data'
import type { SharesData } from '../../newsroom/shares-data'
import type {
  CorrectionsData,
  CountData,
  HistoryData,
  SignaturesData,
} from '../../newsroom/public-data'
import type { SchoolsData } from '../../newsroom/schools-data'

/** One moment of a letter that is made up, as each of the public data would tell it. */

const ORIGIN = 'https://letters.example.org'
const LEDGER = 'letters.example.org/ledger/d3f08fc4-15d4-4b9f-8be7-c3a737f23d92'
const ROOT = 'nWFilMLzTBvKTbYWiRZSj0170RgC3zwUhgrDKEhow8k='
const SIGNATURE =
  'g1bB1PBdRgs7fwpQZ2fMBw6phzwaNNB2sbMAmQNIXUy52QJTJoxFyM8BwdK+zLOG4hyzRlRRN0DsbEf+YAz+PunzCQ8='

const moment = { as_of: '2026-06-05T10:31:07.241Z', ledger_size: 214 }

export const countExample: CountData = { letter: 'inspection', counted: 190, ...moment }

export const letterExample: LetterData = {
  slug: 'inspection',
  title: 'Make inspection fair to schools and useful to children',
  addressed_to: 'The Chief Inspector, Merrowdale Schools Inspectorate',
  hosts: [{ name: 'Merrowdale Heads’ Forum', url: 'https://merrowdale.example.org' }],
  state: 'open',
  opened_at: '2026-06-01T07:00:00.000Z',
  closes_at: '2026-06-30T22:59:59.000Z',
  data_deleted_at: null,
  edition: 1,
  text_sha256: '24918fcb779dcaa2c96963fad268abc722bfa112f18f9dc2c60bffca0ef7460f',
  url: `${ORIGIN}/letters/inspection`,
  demonstration: true,
  founding: 0,
  counted: 190,
  confirmed: 193,
  awaiting_confirmation: 12,
  held: 0,
  held_since: null,
  checking_since: null,
  refused: 1,
  withdrawn: 2,
  removed: 1,
  paper: {
    number: 48,
    as_of: '2026-06-20',
    note: 'At the June meeting in Merrowdale; the forum’s office keeps the sheets.',
  },
  organisations: 14,
  as_of: moment.as_of,
  ledger: {
    size: moment.ledger_size,
    root: ROOT,
    checkpoint: `${LEDGER}\n${moment.ledger_size}\n${ROOT}\n\n— ${LEDGER} ${SIGNATURE}\n`,
  },
  milestones: [{ number: 100, reached_at: '2026-06-01T07:41:12.503Z' }],
  breakdown: {
    role: [
      { key: 'headteacher', label: 'Headteacher', counted: 141 },
      { key: 'governor', label: 'Governor or trustee', counted: 44 },
      { key: 'other', label: 'Other', counted: 5 },
    ],
    region: [
      { key: 'north-west', label: 'North West', counted: 162 },
      { key: 'not-given', label: 'Not given', counted: 28 },
    ],
    local_authority: [
      { key: 'merrowdale', label: 'Merrowdale', counted: 158 },
      { key: 'not-given', label: 'Not given', counted: 28 },
      {
        key: 'withheld',
        label: 'Withheld, to protect signers whose names are not shown',
        counted: 4,
      },
    ],
    phase: [
      { key: 'primary', label: 'Primary', counted: 120 },
      { key: 'secondary', label: 'Secondary', counted: 42 },
      { key: 'not-given', label: 'Not given', counted: 28 },
    ],
    type: [
      { key: 'maintained', label: 'Maintained by its local authority', counted: 97 },
      { key: 'academy', label: 'Academy', counted: 65 },
      { key: 'not-given', label: 'Not given', counted: 28 },
    ],
    assurance: [
      { key: 'named-head', label: 'Named head', counted: 96 },
      { key: 'self-declared', label: 'Self-declared', counted: 58 },
      { key: 'school-mailbox', label: 'School mailbox', counted: 36 },
    ],
    country: [
      { key: 'england', label: 'England', counted: 171 },
      { key: 'not-given', label: 'Not given', counted: 17 },
      {
        key: 'withheld',
        label: 'Withheld, to protect signers whose names are not shown',
        counted: 2,
      },
    ],
    edition: [{ key: '1', label: 'Edition 1', counted: 190 }],
  },
  answer: {
    points: 12,
    replied_to: 1,
    marks: [
      {
        point: 'point-1',
        label: '1',
        mark: 'partly',
        words: 'We will say more before each visit.',
      },
      { point: 'point-2', label: '2', mark: 'not-addressed', words: '' },
    ],
    at: '2026-06-19',
    url: `${ORIGIN}/letters/inspection/replies/2`,
  },
  dealings: [
    { kind: 'sent', day: '2026-06-08', number: 1, url: null, source: null },
    {
      kind: 'answer',
      day: '2026-06-19',
      number: 2,
      url: `${ORIGIN}/letters/inspection/replies/2`,
      source: 'https://inspectorate.example.org/replies/12',
    },
  ],
  follows_up: {
    slug: 'inspection-first',
    title: 'Tell schools what inspectors look for',
    url: `${ORIGIN}/letters/inspection-first`,
  },
  followed_up_by: [],
}

export const sharesExample: SharesData = {
  letter: 'inspection',
  ...moment,
  register: {
    country: 'england',
    name: 'Get Information about Schools',
    as_of: '2026-06-01',
    extract: false,
  },
  cells: [
    {
      region: 'north-west',
      local_authority: 'merrowdale',
      phase: 'secondary',
      label: 'Merrowdale: Secondary',
      schools: 41,
      with_signer: 17,
      head_signed: 14,
      named_head_signed: 11,
    },
  ],
}

export const historyExample: HistoryData = [
  anHour('2026-06-01T07:00:00Z', 112, { confirmed: 112 }),
  anHour('2026-06-01T08:00:00Z', 173, { confirmed: 61 }),
  anHour('2026-06-02T12:00:00Z', 185, { confirmed: 14, removed: 2 }),
  anHour('2026-06-04T09:00:00Z', 189, { confirmed: 6, withdrawn: 2 }),
  anHour('2026-06-05T10:00:00Z', 190, { reinstated: 1 }),
]

export const correctionsExample: CorrectionsData = [
  {
    at: '2026-06-05T10:12:40.118Z',
    kind: 'reinstatement',
    reason: 'duplicate-person',
    sentence: 'Two people of the same name had both signed.',
    number: 1,
    counted_before: 189,
    counted_after: 190,
    ledger_from: 212,
    ledger_to: 214,
  },
  {
    at: '2026-06-02T12:48:03.990Z',
    kind: 'removal',
    reason: 'duplicate-person',
    sentence: 'The same person had signed more than once.',
    number: 2,
    counted_before: 187,
    counted_after: 185,
    ledger_from: 198,
    ledger_to: 201,
  },
]

export const signaturesExample: SignaturesData = {
  letter: 'inspection',
  ...moment,
  signatures: [
    {
      name: 'Grace Slatewright',
      role: 'Headteacher',
      school: 'Pennywick Nursery',
      edition: 1,
      assurance: 'named-head',
    },
    {
      name: 'Bertram Underbeck',
      role: 'School cook',
      school: null,
      edition: 1,
      assurance: 'self-declared',
    },
  ],
  next: null,
}

export const schoolsExample: SchoolsData = {
  register: [
    {
      country: 'england',
      name: 'Get Information about Schools',
      as_of: '2026-06-01',
      extract: false,
    },
  ],
  schools: [
    {
      urn: 900001,
      name: 'Pennywick Nursery',
      name_cy: null,
      town: 'Pennywick',
      postcode: null,
      label: 'Pennywick Nursery, Pennywick',
      local_authority: 'Merrowdale',
      phase: 'Nursery',
      type: 'Nursery school',
      region: 'North West',
    },
  ],
}

function anHour(hour: string, counted: number, moved: Partial<HistoryData[0]>): HistoryData[0] {
  return { hour, counted, confirmed: 0, withdrawn: 0, removed: 0, reinstated: 0, ...moved }
}
