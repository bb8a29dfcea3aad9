import { env } from 'cloudflare:workers'
import type { Letter } from '../../src/letters/letter'
import { MINUTE } from './clock'
import { rowsOf } from './tables'

/** How a signature came in, in numbers that stand for hashes. */
export type Trace = {
  network: number | null
  wider: number
  domain: number | null
  name: number
  local: number | null
  agent: number | null
  referrer: string | null
  known: 0 | 1
  state: 'pending' | 'held' | 'removed'
  /** Confirmed so long after signing; by itself not at all. */
  confirmedAfter: number | null
}

/** Writes down how so many signatures came in: each in its own way, but for what `alike` says. */
export async function arrive(
  letter: Letter,
  n: number,
  alike: (i: number) => Partial<Trace>,
  at = Date.now() - 10 * MINUTE
) {
  const unlike = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
  const rows = Array.from({ length: n }, (_, i) => ({
    id: `${letter.id}.burst-${unlike}-${i}`,
    at: at + i,
    network: unlike + i,
    wider: unlike + i,
    domain: unlike + i,
    name: unlike + i,
    local: null,
    agent: unlike + i,
    referrer: null,
    known: 0,
    state: 'pending',
    confirmedAfter: null,
    ...alike(i),
  }))
  const json = JSON.stringify(rows)
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO signature (id, letter_id, state, edition, name, role, public, updates, created_at,
                              expires_at, confirmed_at)
       SELECT value->>'id', ?1, value->>'state', 1, 'Ada Quillfeather', 'head', 1, 0, value->>'at',
              9e15, (value->>'at') + (value->>'confirmedAfter')
       FROM json_each(?2)`
    ).bind(letter.id, json),
    env.DB.prepare(
      `INSERT INTO trace (letter_id, at, signature_id, network, wider, domain, name, local, agent,
                          referrer, known)
       SELECT ?1, value->>'at', value->>'id', value->>'network', value->>'wider',
              value->>'domain', value->>'name', value->>'local', value->>'agent',
              value->>'referrer', value->>'known'
       FROM json_each(?2)`
    ).bind(letter.id, json),
  ])
}

type CaseRow = {
  id: string
  state: string
  listed: number
  version: number
  noticed: string
  criteria: string
}

/** The cases of a letter, as rows. */
export function casesOf(letter: Letter): Promise<CaseRow[]> {
  return rowsOf<CaseRow>('SELECT * FROM signature_case WHERE letter_id = ?', letter.id)
}

/** Which patterns the site made cases of, with how many of how many. */
export async function noticedOn(letter: Letter): Promise<string[]> {
  return (await casesOf(letter)).map(({ noticed }) => {
    const { pattern, n, ofAll } = JSON.parse(noticed) as Record<string, unknown>
    return `${pattern} ${n} of ${ofAll}`
  })
}
