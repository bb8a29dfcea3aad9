import { env } from 'cloudflare:workers'
import { readComment } from '../../src/comments/comment'
import { cleanLine, cleanMarkdown } from '../../src/desk/clean-text'
import { webAddress } from '../../src/desk/settings-form'
import { renderLetter, renderWords } from '../../src/letters/render'
import { personName, roleWords, schoolWords } from '../../src/signatures/name'
import { rowsOf } from '../support/tables'
import { ODD } from './odd'

const pieces = ODD.filter((odd) => odd.length < 100)

/** Two odd things, at the beginning, the end or on both sides of plain words: another for each number. */
export function oddWords(n: number): string {
  const one = pieces[n % pieces.length] ?? ''
  const other = pieces[Math.floor(n / pieces.length) % pieces.length] ?? ''
  return (
    [`${one} Ada ${n}`, `Ada ${n} ${one}`, `${one}${n}${other}`, `Ada ${one} ${other}`][n % 4] ?? ''
  )
}

const line = (longest: number) => (text: string) =>
  cleanLine(text).slice(0, longest).toWellFormed() || 'x'
const long = (text: string) => cleanMarkdown(`${text}\n\n1. ${text}\n\n1a. ${text}`)
const address = (text: string) =>
  webAddress.safeParse(`https://example.org/${text}`).data ?? 'https://example.org'

/** What people type, by table and column, and what the site makes of it before it is kept. */
const TYPED: Record<string, Record<string, (text: string) => string>> = {
  letter: {
    title: line(200),
    addressed_to: line(200),
    controller_name: line(200),
    controller_contact: line(200),
    controller_address: line(300),
    press_contact: line(200),
    eligibility: line(300),
  },
  edition: { title: line(200), addressed_to: line(200), markdown: long, reason: line(300) },
  host: { name: line(120), url: address },
  draft: { title: line(200), addressed_to: line(200), markdown: long },
  remark: { name: line(80), words: long },
  comment: {
    words: (text) => {
      const read = readComment(text)
      return 'words' in read ? read.words : 'x'
    },
    because: line(300),
  },
  organisation: {
    name: line(150),
    place: line(150),
    url: address,
    person: line(100),
    role: line(100),
    off_because: line(300),
  },
  report: { about: line(150), words: long },
  letter_update: { title: line(150), markdown: long, author: line(100) },
  dealing: {
    how: line(200),
    whom: line(200),
    words: long,
    source: address,
    changed_because: line(300),
    taken_back_because: line(300),
  },
  correction_request: { name: line(100), words: long },
  hand_in: { place: line(200), note: line(500) },
  account: { name: line(80) },
  correction: { sentence: line(300) },
  opened_signer: { reason: line(300) },
  school_doubt: { note: line(300) },
  signature_case: { sentence: line(300), undo_sentence: line(300), note: line(300) },
  objection: { words: long, answer: line(300) },
  notable_name: { name: line(100), note: line(150) },
  allowed: { note: line(150) },
  data_complaint: { name: line(100), words: long, answer: long },
  school_words: { wording: line(150) },
}

/** Puts odd words wherever somebody's words are kept, cleaned as the site does it. Returns how many. */
export async function plantEverywhere(): Promise<number> {
  let n = 0
  for (const [table, columns] of Object.entries(TYPED)) {
    if ((await rowsOf(`SELECT 1 FROM pragma_table_info('${table}')`)).length === 0)
      throw new Error(`There is no table ${table}.`)
    const keys = await rowsOf<{ name: string }>(
      `SELECT name FROM pragma_table_info('${table}') WHERE pk > 0`
    )
    const rows = await rowsOf<Record<string, unknown>>(`SELECT * FROM "${table}"`)
    const same = keys.map(({ name }) => `"${name}" = ?`).join(' AND ')
    const statements = rows.flatMap((row) =>
      Object.entries(columns).flatMap(([column, clean]) => {
        if (row[column] === null && column !== 'press_contact' && column !== 'eligibility')
          return []
        const text = clean(oddWords(n++))
        const made =
          column === 'markdown' || (table === 'dealing' && column === 'words')
            ? rendered(table, text)
            : {}
        const values = Object.entries({ [column]: text, ...made })
        const sets = values.map(([name]) => `"${name}" = ?`).join(', ')
        return env.DB.prepare(`UPDATE "${table}" SET ${sets} WHERE ${same}`).bind(
          ...values.map(([, value]) => value),
          ...keys.map(({ name }) => row[name])
        )
      })
    )
    if (statements.length > 0) await env.DB.batch(statements)
  }
  return n
}

function rendered(table: string, text: string): Record<string, string> {
  if (table === 'draft') return {}
  if (table !== 'edition') return { html: renderWords(text) }
  const { html, points } = renderLetter(text)
  return { html, points: JSON.stringify(points) }
}

type Signer = { name: string; school: string | null; words: string | null }

/** As many signers as have odd words that the site takes, of so many that try; all of one letter. */
export async function plantSigners(letterId: number, tries: number): Promise<Signer[]> {
  const signers = Array.from({ length: tries }, (_, n): Signer[] => {
    const name = personName.safeParse(oddWords(n))
    const [school, words] = [
      schoolWords.safeParse(oddWords(n + 1)),
      roleWords.safeParse(oddWords(n + 2)),
    ]
    return name.success
      ? [{ name: name.data, school: school.data ?? null, words: words.data ?? null }]
      : []
  }).flat()
  await env.DB.batch([
    env.DB.prepare(
      `WITH model AS (SELECT * FROM signature WHERE letter_id = ?1 AND number = 1)
       INSERT INTO signature (id, letter_id, state, edition, name, role, role_other, school, country, public,
         updates, assurance, email_key, domain_key, salt, address_mac, number, entry, consent_id,
         created_at, expires_at, confirmed_at)
       SELECT ?1 || '.odd-' || planted.key, ?1, 'counted', 1, planted.value->>'name', 'other',
              coalesce(planted.value->>'words', 'Head'), planted.value->>'school', 'england', 1, 0, 'self-declared',
              'odd-' || planted.key, 'domain', 'salt', 'mac', 10000 + planted.key, 10000 + planted.key,
              consent_id, created_at, expires_at, confirmed_at
       FROM model, json_each(?2) AS planted`
    ).bind(letterId, JSON.stringify(signers)),
    env.DB.prepare(
      `UPDATE tally SET counted = counted + ?2 WHERE letter_id = ?1 AND dimension = 'total'`
    ).bind(letterId, signers.length),
    env.DB.prepare('UPDATE head SET confirmed = confirmed + ?2 WHERE letter_id = ?1').bind(
      letterId,
      signers.length
    ),
  ])
  return signers
}
