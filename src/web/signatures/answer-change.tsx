import type { Context } from 'hono'
import type { Answer } from '../../registrar/registrar'
import type { Posted } from '../form'
import { forgetPublicReads } from '../public-read'
import type { Site } from '../site'
import { AddressAlreadySignedPage } from './address-already-signed-page'
import { ChangeUndecidedPage } from './change-undecided-page'
import { findSigned } from './find-signed'
import { ErasedPage } from './erased-page'
import { managePage } from './managing'
import { nothingHeld } from './nothing-held'
import { RegistrarRefusesPage } from './registrar-refuses-page'

type Change = 'correct' | 'move' | 'withdraw' | 'erase' | 'sign-again'

/** Tells a signer what a change of theirs came to, on the page they made it from. */
export async function answerChange(
  c: Context<Site>,
  answer: Answer<Change>,
  id: string,
  values: Posted,
  now: Date
): Promise<Response> {
  if (answer.letter) await forgetPublicReads(c, answer.letter.slug)
  if (answer.outcome === 'erased') {
    return c.html(<ErasedPage letter={answer.letter ?? undefined} now={now} />)
  }
  if (answer.outcome === 'refusing') return c.html(<RegistrarRefusesPage />, 503)

  const found = await findSigned(c, id, answer.outcome === 'invalid' ? values : undefined)
  if (!found || answer.outcome === 'gone') return nothingHeld(c, id)
  const refused = (form: string) => managePage(c, found, values, { problems: { form } })
  switch (answer.outcome) {
    case 'corrected':
    case 'unchanged':
    case 'moved':
    case 'withdrawn':
    case 'declined':
    case 'signed-again':
      return managePage(c, found, { t: values.t ?? '' }, { done: answer.outcome })
    case 'invalid':
      return managePage(c, found, values, { problems: answer.problems })
    case 'stale-edition':
      return managePage(c, found, values, {
        stale: true,
        problems: { form: 'The text has changed. Read the change, then press again.' },
      })
    case 'not-counted':
      return refused('Only a counted signature can be changed. This is how yours stands.')
    case 'held-before':
      return refused('It was never counted, so it can’t be signed again. Use the letter’s form.')
    case 'not-withdrawn':
      return refused('Only a withdrawn signature can be signed again.')
    case 'closed':
      return refused(
        values.action === 'move'
          ? 'The letter’s ledger is closed, so signatures stay with the words they were given to.'
          : 'The letter is closed, so nobody can sign it any more.'
      )
    case 'address-already-signed':
      return c.html(<AddressAlreadySignedPage letter={found.letter} />)
    case 'not-yet':
    case 'unknown': {
      const form = { values, problems: {} }
      const { outcome } = answer
      return c.html(
        <ChangeUndecidedPage letter={found.letter} token={values.t ?? ''} {...{ form, outcome }} />,
        503
      )
    }
  }
}
