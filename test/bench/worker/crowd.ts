import { ask } from '../../../src/ask'
import { inspectionLetter } from '../../../src/demo/inspection'
import { requireSettings, type Env } from '../../../src/env'
import { draft } from '../../../src/letters/draft'
import { letterOf } from '../../../src/letters/find'
import type { Letter } from '../../../src/letters/letter'
import { signLink } from '../../../src/link'
import { publishEdition } from '../../../src/registrar/publish-edition'
import { addressKey } from '../../../src/mailbox'
import { keepConsent } from '../../../src/signatures/consent'
import { LINK_MS } from '../../../src/signatures/sign'
import { urnsAsText } from '../../../src/signatures/urns'
import type { SignForm } from '../../../src/signatures/signature'
import { personAt } from './people'
import { loadRegister } from './register'
import type { Grouping, Registrar } from './registrar'

const DAY_MS = 24 * 60 * 60 * 1000
const LOADED_DAYS = 60

type BenchEnv = Omit<Env, 'REGISTRAR'> & { REGISTRAR: DurableObjectNamespace<Registrar> }
type Signer = { id: string; form: SignForm; at: number }

/** Part of a letter's crowd: those from one place to before another, of so many in all. */
export type Stretch = { slug: string; from: number; to: number; of: number }

/** The letter of a slug, opened if it was not there. Returns how many have confirmed. */
export async function openLetter(env: BenchEnv, slug: string): Promise<{ confirmed: number }> {
  await loadRegister(env.DB)
  const letter = await findLetter(env, slug)
  if (!letter?.edition) {
    const at = new Date(Date.now() - (LOADED_DAYS + 1) * DAY_MS)
    const { ORIGIN } = requireSettings(env)
    const id = letter?.id ?? (await draft(env.DB, ORIGIN, { ...inspectionLetter, slug }, at))
    await publishEdition(env.REGISTRAR, { id, edition: 0 }, inspectionLetter, null, at)
  }
  const head = await env.DB.prepare(
    'SELECT confirmed FROM head JOIN letter ON letter.id = head.letter_id WHERE slug = ?'
  )
    .bind(slug)
    .first<{ confirmed: number }>()
  return { confirmed: head?.confirmed ?? 0 }
}

/** Lets part of a crowd sign and confirm, through the Registrar. Doing it again changes nothing. */
export async function load(env: BenchEnv, stretch: Stretch): Promise<{ counted: number }> {
  const letter = await requireLetter(env, stretch.slug)
  await insertPending(env, letter, crowd(letter, stretch))
  return confirm(env, stretch)
}

/** Asks the Registrar to count part of a crowd without mail: all at once, or in groups of a size. */
export async function confirm(
  env: BenchEnv,
  stretch: Stretch & { grouping?: Grouping }
): Promise<{ counted: number }> {
  const letter = await requireLetter(env, stretch.slug)
  const registrar = env.REGISTRAR.get(env.REGISTRAR.idFromName(String(letter.id)))
  const acts = crowd(letter, stretch).map(({ id, form, at }) => {
    return { verb: 'confirm' as const, id, edition: 1, fields: form, at, quiet: true }
  })
  const { grouping } = stretch
  const counted = grouping
    ? await registrar.confirmGroups(letter.id, acts, grouping)
    : await registrar.confirmAll(letter.id, acts)
  return { counted }
}

/** Lets part of a crowd sign and not confirm. Returns the tokens of their links, and their forms. */
export async function invite(env: BenchEnv, stretch: Stretch) {
  const { MASTER_KEY } = requireSettings(env)
  const letter = await requireLetter(env, stretch.slug)
  const now = Date.now()
  const signers = crowd(letter, stretch).map((signer) => ({ ...signer, at: now }))
  await insertPending(env, letter, signers)
  return Promise.all(
    signers.map(async ({ id, form: { name, role, school, urn } }) => {
      const token = await signLink(MASTER_KEY, 'confirm', id, now + LINK_MS)
      return { token, name, role, school, urn: urn.join(' ') }
    })
  )
}

/** They sign and confirm evenly over the days since the letter opened. */
function crowd(letter: Letter, { from, to, of }: Stretch): Signer[] {
  const opened = letter.openedAt ?? 0
  return Array.from({ length: to - from }, (_, i) => {
    const place = from + i
    const id = `${letter.id}.${String(place).padStart(22, '0')}`
    const at = opened + Math.floor((place * LOADED_DAYS * DAY_MS) / of)
    return { id, form: personAt(letter.slug, place), at }
  })
}

/** As `sign` does it for one, in one statement for all; whoever is there already is left alone. */
async function insertPending(env: BenchEnv, letter: Letter, signers: Signer[]) {
  const { DB } = env
  const { MASTER_KEY } = requireSettings(env)
  const consent = await keepConsent(DB, letter)
  const rows = await Promise.all(
    signers.map(async ({ id, form, at }) => {
      const key = await addressKey(MASTER_KEY, form.email)
      const urns = urnsAsText(form.urn)
      return {
        ...form,
        urns,
        id,
        key,
        at,
        public: Number(form.public),
        updates: Number(form.updates),
      }
    })
  )
  await DB.batch([
    consent.statement,
    DB.prepare(
      `INSERT OR IGNORE INTO signature (id, letter_id, state, edition, name, role, school, country,
         public, updates, email, email_key, consent_id, created_at, expires_at, urns)
       SELECT value->>'id', ?1, 'pending', 1, value->>'name', value->>'role', value->>'school',
              value->>'country', value->>'public', value->>'updates', value->>'email',
              value->>'key', consent.id, value->>'at', (value->>'at') + ?4,
              value->>'urns'
       FROM json_each(?2), consent WHERE consent.sha256 = ?3`
    ).bind(letter.id, JSON.stringify(rows), consent.sha256, LINK_MS),
    DB.prepare(
      `INSERT INTO waiting (letter_id, state, n) VALUES (?, 'pending', changes())
       ON CONFLICT (letter_id, state) DO UPDATE SET n = n + excluded.n`
    ).bind(letter.id),
  ])
}

async function requireLetter(env: BenchEnv, slug: string): Promise<Letter> {
  const letter = await findLetter(env, slug)
  if (!letter) throw new Error(`no letter ${slug}`)
  return letter
}

async function findLetter(env: BenchEnv, slug: string): Promise<Letter | null> {
  const [letter] = await ask(env.DB, letterOf(env.DB, { slug }))
  return letter
}
