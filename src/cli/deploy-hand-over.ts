import { dataIn, failed, type Said, type Wrangler } from './deploy-wrangler.ts'
import * as z from 'zod'

export type Secrets = Record<string, string>

export const list = ['secret', 'list']
export const put = ['secret', 'bulk']

const listSchema = z.array(z.object({ name: z.string() }))

const NOTHING_CHANGED =
  'The secrets that the Worker had are as they were. New ones are made at the next attempt.'

/** The names of the Worker's secrets. A Worker that is not there yet has none. */
export async function listSecrets(wrangler: Wrangler): Promise<string[]> {
  const said = await wrangler(list)
  const known = listSchema.safeParse(dataIn(said))
  if (said.ok && known.success) return known.data.map(({ name }) => name)
  if (/Worker ".*" not found/.test(said.problems + said.text)) return []
  throw failed(list, said, 'May this login edit Workers?')
}

/** Hands secrets to the Worker, by wrangler's input and nothing else. Returns all that it has. */
export async function handOver(wrangler: Wrangler, secrets: Secrets): Promise<string[]> {
  const said = await wrangler(put, { input: JSON.stringify(secrets) })
  if (!said.ok) throw failed(put, hide(said, secrets), NOTHING_CHANGED)

  // It can end well without having understood its input, so only the list counts.
  const arrived = await listSecrets(wrangler)
  const lost = Object.keys(secrets).filter((name) => !arrived.includes(name))
  if (lost.length === 0) return arrived
  throw failed(put, hide(said, secrets), `${lost.join(' and ')} did not arrive.`)
}

/** Wrangler repeats what it was given in some errors. */
function hide({ ok, text, problems }: Said, secrets: Secrets): Said {
  const ledgerKey = JSON.parse(secrets.LEDGER_KEY ?? '{}') as Secrets
  const values = [...Object.values(secrets), ...Object.values(ledgerKey)].flatMap((value) => [
    value,
    JSON.stringify(value).slice(1, -1),
  ])
  const hidden = (words: string) =>
    values.reduce((safer, value) => safer.replaceAll(value, '(hidden)'), words)
  return { ok, text: hidden(text), problems: hidden(problems) }
}
