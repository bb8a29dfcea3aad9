import type { Context } from 'hono'
import { ask } from '../../ask'
import { editionOf, letterOf } from '../../letters/find'
import type { Edition, Letter } from '../../letters/letter'
import { signatureOf, type KeptSignature } from '../../signatures/find'
import { letterIdOf, type Problems } from '../../signatures/signature'
import type { Posted } from '../form'
import type { Site } from '../site'
import { ConfirmPage } from './confirm-page'
import { LinkExpiredPage } from './link-expired-page'

/** A signature that a link leads to, with its letter and the text as it is now. */
export type Confirming = { letter: Letter; edition: Edition; signature: KeptSignature }

export async function findConfirming(c: Context<Site>, id: string): Promise<Confirming | null> {
  const ref = { id: letterIdOf(id) }
  const [signature, letter, edition] = await ask(
    c.env.DB,
    signatureOf(c.env.DB, id),
    letterOf(c.env.DB, ref),
    editionOf(c.env.DB, ref)
  )
  return signature && letter && edition ? { letter, edition, signature } : null
}

/** The page with the two buttons, as it was sent, and what was wrong with it: 422, or 409. */
export async function confirmAgain(
  c: Context<Site>,
  id: string,
  values: Posted,
  problems: Problems
): Promise<Response> {
  const found = await findConfirming(c, id)
  if (!found) return c.html(<LinkExpiredPage />, 410)
  const stale = Number(values.edition) !== found.edition.number
  return confirmPage(c, found, values, problems, stale ? 409 : 422)
}

/** The page with the two buttons. If another edition had been shown, it shows what changed. */
export async function confirmPage(
  c: Context<Site>,
  { letter, edition }: Confirming,
  values: Posted,
  problems: Problems = {},
  status: 200 | 409 | 422 = 200
): Promise<Response> {
  return c.html(
    <ConfirmPage
      letter={letter}
      edition={edition}
      token={values.t ?? ''}
      form={{ values, problems }}
      changedFrom={await editionShown(c, letter, values.edition)}
    />,
    status
  )
}

/** The edition a form says it showed, unless that is the newest, or none. */
async function editionShown(c: Context<Site>, letter: Letter, shown?: string) {
  if (!shown || !/^[1-9][0-9]{0,4}$/.test(shown) || Number(shown) === letter.edition) {
    return undefined
  }
  const [edition] = await ask(c.env.DB, editionOf(c.env.DB, { id: letter.id }, Number(shown)))
  return edition ?? undefined
}
