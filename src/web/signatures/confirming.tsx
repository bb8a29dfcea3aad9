import type { Context } from 'hono'
import { stampOf } from '../../gate/shown'
import { acceptsConfirmations, publicSlug } from '../../letters/state'
import { NOT_LISTED, type Problems } from '../../signatures/signature'
import { editionShown } from '../edition-shown'
import type { Posted } from '../form'
import type { Site } from '../site'
import { AlreadyConfirmedPage } from './already-confirmed-page'
import { BeingCheckedPage } from './being-checked-page'
import { ConfirmPage } from './confirm-page'
import { ConfirmingClosedPage } from './confirming-closed-page'
import { DisownedPage } from './disowned-page'
import { schoolsFound } from './find-school'
import { findSigned, type Signed } from './find-signed'
import { LinkExpiredPage } from './link-expired-page'
import { NoLongerCountedPage } from './no-longer-counted-page'
import { worksUntil } from './works-until'

/** A form as it is sent back: what was typed, what is wrong with it, and 409 if the text changed. */
export type Returned = { values: Posted; problems: Problems; status: 200 | 409 | 422 }

/** Whatever a confirm link shows now: two buttons, or what became of the signature. */
export async function confirmingPage(
  c: Context<Site>,
  signed: Signed,
  values: Posted,
  now: Date,
  returned?: Returned
): Promise<Response> {
  const { letter, edition, signature, schools } = signed
  const token = values.t ?? ''
  const form = returned && { values: returned.values, problems: returned.problems }
  switch (signature.state) {
    case 'counted':
      return c.html(<AlreadyConfirmedPage letter={letter} />)
    case 'withdrawn':
    case 'removed':
    case 'refused':
      return c.html(<NoLongerCountedPage letter={letter} />, 410)
    case 'disowned': {
      const undoable = signature.expiresAt > now.getTime()
      const page = <DisownedPage {...{ letter, edition, schools, token, undoable, form }} />
      return c.html(page, undoable && returned ? returned.status : 200)
    }
    case 'held':
      if (signature.edition === edition.number) {
        const { confirmedAt, createdAt } = signature
        return c.html(
          <BeingCheckedPage {...{ letter, now }} confirmedAt={confirmedAt ?? createdAt} />
        )
      }
      return choosingPage(c, signed, values, now, returned)
    case 'pending':
      if (signature.email === null) {
        return c.html(<LinkExpiredPage letterSlug={publicSlug(letter)} />, 410)
      }
      return choosingPage(c, signed, values, now, returned)
  }
}

/** Asks for a yes to the text as it stands, as long as the letter takes one. */
async function choosingPage(
  c: Context<Site>,
  { letter, edition, signature, schools }: Signed,
  values: Posted,
  now: Date,
  returned?: Returned
): Promise<Response> {
  if (signature.expiresAt <= now.getTime()) {
    return c.html(<LinkExpiredPage letterSlug={publicSlug(letter)} />, 410)
  }
  if (!acceptsConfirmations(letter, now)) {
    return c.html(<ConfirmingClosedPage letter={letter} />, 410)
  }
  const lost = schools.isOneLost && { urn: NOT_LISTED }
  return c.html(
    <ConfirmPage
      letter={letter}
      edition={edition}
      schools={schools}
      token={values.t ?? ''}
      form={{ values, problems: { ...lost, ...returned?.problems } }}
      held={signature.state === 'held'}
      shown={values.shown ?? (await stampOf(c.get('settings').MASTER_KEY, now))}
      worksUntil={worksUntil(letter, signature.expiresAt, now)}
      changedFrom={await editionShown(c, letter, values.edition)}
    />,
    returned?.status ?? 200
  )
}

/** What a confirm link shows after a press that chose nothing yet: what was typed is kept. */
export async function confirmAgain(
  c: Context<Site>,
  id: string,
  values: Posted,
  problems: Problems,
  now: Date
): Promise<Response> {
  const found = await schoolsFound(c, values)
  const signed = await findSigned(c, id, values)
  if (!signed) return c.html(<LinkExpiredPage />, 410)
  const stale = Number(values.edition) !== signed.edition.number
  const status = stale ? 409 : Object.keys(problems).length > 0 ? 422 : 200
  const shown = { ...signed, schools: { ...signed.schools, found } }
  return confirmingPage(c, shown, values, now, { values, problems, status })
}
