import { env } from 'cloudflare:workers'
import { requireSettings } from '../../src/env'
import { signLink } from '../../src/link'
import { paths } from '../../src/paths'
import { rowsOf } from '../support/tables'
import { look } from './look'
import { oddWords } from './plant'
import { request, sent } from './site'

/**
 * Signs with odd words, and confirms what the page then shows. Returns what has become of it; null
 * if it was refused at once. Throws where a name is not kept as it was cleaned.
 */
export async function signAs(slug: string, n: number): Promise<string | null> {
  const email = `odd-${n}@example.org`
  const typed = {
    name: oddWords(n),
    role: 'other',
    role_other: oddWords(n + 1),
    school: oddWords(n + 2),
  }
  const rest = { edition: '3', email, country: 'england', public: 'on', consent: 'on' }
  const answer = await request(paths.signatures(slug), sent(Object.entries({ ...typed, ...rest })))
  await look(`signing as ${JSON.stringify(typed)}`, answer)
  if (answer.status !== 303) return null

  const [{ id, expires } = { id: '', expires: 0 }] = await rowsOf<{ id: string; expires: number }>(
    'SELECT id, expires_at AS expires FROM signature WHERE email = ?',
    email
  )
  const token = await signLink(requireSettings(env).MASTER_KEY, 'confirm', id, expires)
  const done = await request(paths.confirmation(), sent(await shownToConfirm(token)))
  await look(`confirming ${JSON.stringify(typed)}`, done)

  const [kept] = await rowsOf<{ state: string; name: string }>(
    'SELECT state, name FROM signature WHERE id = ?',
    id
  )
  if (kept?.name !== kept?.name.normalize('NFC').trim()) throw new Error(`${kept?.name} is kept`)
  return done.status === 200 ? (kept?.state ?? 'gone') : `${done.status} for ${typed.name}`
}

/** What the confirm page's form says when its yes is pressed at once. */
async function shownToConfirm(token: string): Promise<[string, string][]> {
  const page = await look('the confirm page', await request(paths.confirm(token)))
  const form = page?.forms.find(({ fields }) => fields.some(({ name }) => name === 'name'))
  const sentAlong = form?.fields.filter(({ name, kind, value, checked }) => {
    if (kind === 'button') return name === 'choice' && value === 'yes'
    return kind !== 'checkbox' || checked
  })
  return (sentAlong ?? []).map(({ name, value }) => [name, value])
}
