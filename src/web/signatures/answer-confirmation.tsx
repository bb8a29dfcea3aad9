import type { Context } from 'hono'
import { ask } from '../../ask'
import { editionOf } from '../../letters/find-editions'
import type { Letter } from '../../letters/letter'
import { publicSlug } from '../../letters/state'
import { MANAGE_LINK_MS, signLink } from '../../link'
import { paths } from '../../paths'
import type { CountedSignature } from '../../registrar/counted-signature'
import type { Answer } from '../../registrar/registrar'
import type { Posted } from '../form'
import { forgetPublicReads } from '../public-read'
import type { Site } from '../site'
import { AddressAlreadySignedPage } from './address-already-signed-page'
import { BeingCheckedPage } from './being-checked-page'
import { CantTellPage } from './cant-tell-page'
import { confirmAgain } from './confirming'
import { ConfirmingClosedPage } from './confirming-closed-page'
import { CountedPage } from './counted-page'
import { findSigned } from './find-signed'
import { LinkExpiredPage } from './link-expired-page'
import { NoLongerCountedPage } from './no-longer-counted-page'
import { NotCountedYetPage } from './not-counted-yet-page'
import { RegistrarRefusesPage } from './registrar-refuses-page'

/** Tells a signer what their yes came to. */
export async function answerConfirmation(
  c: Context<Site>,
  answer: Answer<'confirm'>,
  id: string,
  values: Posted,
  now: Date
): Promise<Response> {
  const { ORIGIN, MASTER_KEY } = c.get('settings')
  const token = values.t ?? ''
  const form = { values, problems: {} }
  const { letter } = answer
  switch (answer.outcome) {
    case 'not-yet':
      return c.html(<NotCountedYetPage {...{ letter, token, form }} />, 503)
    case 'unknown':
      return c.html(<CantTellPage {...{ letter, token, form }} />, 503)
    case 'refusing':
      return c.html(<RegistrarRefusesPage />, 503)
  }
  if (!letter) return c.html(<LinkExpiredPage />, 410)

  switch (answer.outcome) {
    case 'counted': {
      await forgetPublicReads(c, letter.slug)
      const { signature } = answer
      const manage = await signLink(MASTER_KEY, 'manage', id, now.getTime() + MANAGE_LINK_MS)
      return c.html(
        <CountedPage
          letter={letter}
          signature={{ ...signature, textSha256: await hashSigned(c, letter, signature) }}
          token={manage}
          manageLink={paths.signature(manage)}
          receiptLink={paths.receipt(manage)}
          shareUrl={ORIGIN + paths.letter(letter.slug)}
          again={answer.again}
        />
      )
    }
    case 'held':
      return beingChecked(c, id, now)
    case 'address-already-signed':
      return c.html(<AddressAlreadySignedPage letter={letter} />)
    case 'no-longer-counted':
      return c.html(<NoLongerCountedPage letter={letter} />, 410)
    case 'stale-edition':
      return confirmAgain(
        c,
        id,
        values,
        { form: 'The text has changed. Nothing is counted yet.' },
        now
      )
    case 'closed':
      return c.html(<ConfirmingClosedPage letter={letter} />, 410)
    case 'gone':
      return c.html(<LinkExpiredPage letterSlug={publicSlug(letter)} />, 410)
    case 'invalid':
      return confirmAgain(c, id, values, answer.problems, now)
  }
}

/** Whoever presses twice reads of the first yes: from that one on the hours run. */
async function beingChecked(c: Context<Site>, id: string, now: Date): Promise<Response> {
  const found = await findSigned(c, id)
  if (!found) return c.html(<LinkExpiredPage />, 410)
  const { letter, signature } = found
  await forgetPublicReads(c, letter.slug)
  const { MASTER_KEY } = c.get('settings')
  const manage = await signLink(MASTER_KEY, 'manage', id, now.getTime() + MANAGE_LINK_MS)
  return c.html(
    <BeingCheckedPage
      {...{ letter, now }}
      confirmedAt={signature.confirmedAt ?? now.getTime()}
      manageLink={paths.signature(manage)}
    />
  )
}

/** The Registrar knows the newest text only; who signed an earlier one sees the hash of that. */
async function hashSigned(
  c: Context<Site>,
  { id }: Letter,
  { edition, textSha256 }: CountedSignature
): Promise<string | null> {
  if (textSha256) return textSha256
  const [signed] = await ask(c.env.DB, editionOf(c.env.DB, { id }, edition))
  return signed?.sha256 ?? null
}
