import { env } from 'cloudflare:workers'
import { ask } from '../../src/ask'
import { draft, type DraftLetter } from '../../src/letters/draft'
import { letterOf } from '../../src/letters/find'
import type { Letter } from '../../src/letters/letter'
import { askRegistrar } from '../../src/registrar/ask'
import { editionOf, publishEdition } from '../../src/registrar/publish-edition'

let letters = 0

const HOSTS = [
  { slug: 'quill-forum', name: 'Quill Forum', url: 'https://quill.example.org' },
  { slug: 'fen-schools', name: 'Fen Schools', url: null },
]

const MARKDOWN = 'Dear Inspector,\n\n1. Say what you came to see.\n2. Say it in plain words.'

type Given = Partial<DraftLetter & { markdown: string; openedAt: Date }>

/** An open letter of its own for one test; a test names only what it is about. */
export async function aLetter(given: Given = {}): Promise<Letter> {
  const { markdown, openedAt, letter, id } = await made(given)
  await publishEdition(env.REGISTRAR, { id, edition: 0 }, { ...letter, markdown }, null, openedAt)
  return letterAgain({ id })
}

/** A letter that is still being written, with the words of its draft. */
export async function aDraft(given: Given = {}): Promise<Letter> {
  const { markdown, openedAt, letter, id } = await made(given)
  await env.DB.prepare(
    `INSERT INTO draft (letter_id, version, title, addressed_to, markdown, saved_at)
     VALUES (?, 1, ?, ?, ?, ?)`
  )
    .bind(id, letter.title, letter.addressedTo, markdown, openedAt.getTime())
    .run()
  return letterAgain({ id })
}

/** A letter that gathers its founding signatories. */
export async function aGathering(given: Given = {}): Promise<Letter> {
  const { markdown, openedAt, letter, id } = await made(given)
  const edition = await editionOf({ ...letter, markdown }, null)
  const opens = 'gathering' as const
  const act = { verb: 'publish' as const, edition, opens, after: 0, at: openedAt.getTime() }
  await askRegistrar<'publish'>(env.REGISTRAR, id, act)
  return letterAgain({ id })
}

async function made(given: Given) {
  const { markdown = MARKDOWN, openedAt = new Date(), ...rest } = given
  const letter: DraftLetter = {
    slug: `letter-${++letters}`,
    title: 'Inspect schools in plain words',
    addressedTo: 'The Chief Inspector',
    hosts: HOSTS,
    roles: [
      { key: 'head', label: 'Headteacher', head: true, school: 'required' },
      { key: 'retired', label: 'Retired headteacher', head: false, school: 'former' },
      { key: 'parent', label: 'Parent', head: false, school: 'optional' },
    ],
    controller: {
      name: 'Quill Forum',
      contact: 'data@quill.example.org',
      address: '1 Example Street, Fenmoor',
    },
    goal: null,
    ...rest,
  }
  const id = await draft(env.DB, env.ORIGIN, letter, openedAt)
  return { id, letter, markdown, openedAt }
}

/** Freezes another edition of a letter. */
export async function reviseLetter(letter: Letter, markdown: string): Promise<Letter> {
  const wording = { ...letter, markdown }
  await publishEdition(env.REGISTRAR, letter, wording, 'Clearer words', new Date())
  return letterAgain(letter)
}

/** The letter as it is now. */
export async function letterAgain({ id }: Pick<Letter, 'id'>): Promise<Letter> {
  const [letter] = await ask(env.DB, letterOf(env.DB, { id }))
  if (!letter) throw new Error('There is no such letter.')
  return letter
}
