import type { Context } from 'hono'
import { COUNTRIES, type Letter } from '../../letters/letter'
import { mayAddMailbox } from '../../mailbox-claims/may-add'
import type { KeptSignature } from '../../signatures/find'
import { findRole, roleLabel, schoolLabel, type Problems } from '../../signatures/signature'
import { editionShown } from '../edition-shown'
import type { Posted } from '../form'
import type { Site } from '../site'
import type { Signed } from './find-signed'
import type { HeldSignature } from './held-data'
import { ManagePage, type Done } from './manage-page'
import { typedOf } from './typed-of'

type Shown = {
  problems?: Problems
  done?: Done
  /** Another edition had been shown when it was pressed. */
  stale?: boolean
  status?: 422 | 429 | 503
}

/** A signer's own page; with problems it keeps what was typed. */
export async function managePage(
  c: Context<Site>,
  found: Signed,
  values: Posted,
  { problems = {}, done, stale, status = 422 }: Shown = {}
): Promise<Response> {
  const { letter, edition, schools, signature, signedText, comment, claims, because } = found
  const isKept = Object.keys(problems).length > 0 || schools.found !== undefined
  const typed = isKept ? values.action : undefined
  const fields =
    typed === 'correct' ? values : { ...typedOf(signature), updates: signature.updates ? 'on' : '' }
  const said = typed === 'comment' ? values.comment : comment?.words
  return c.html(
    <ManagePage
      letter={letter}
      edition={edition}
      schools={schools}
      signature={{ ...heldByLetter(letter, signature), comment }}
      signedText={signedText}
      token={values.t ?? ''}
      domains={domainsToAdd(found)}
      claims={claims}
      because={because}
      form={{
        values: {
          ...fields,
          comment: said ?? '',
          school_email: values.school_email ?? '',
          words: values.words ?? '',
        },
        problems,
      }}
      now={new Date()}
      done={done}
      changedFrom={
        stale && values.action !== 'move'
          ? await editionShown(c, letter, values.edition)
          : undefined
      }
    />,
    stale ? 409 : Object.keys(problems).length > 0 ? status : 200
  )
}

/** Of the schools of a signature, the domains of mailboxes that may raise it; none, if none may. */
export function domainsToAdd({ letter, signature, knownSchools }: Signed): string[] {
  const isHead = findRole(letter, signature.role ?? '')?.head === true
  return mayAddMailbox(signature, isHead, knownSchools)
    ? [...new Set(knownSchools.map(({ domain }) => domain))]
    : []
}

function heldByLetter(letter: Letter, kept: KeptSignature): Omit<HeldSignature, 'comment'> {
  const role = kept.role ?? ''
  return {
    state: kept.state,
    number: kept.number,
    name: kept.name ?? '',
    role: roleLabel(letter, role, kept.roleOther),
    school: schoolLabel(letter, role, kept.school),
    country: COUNTRIES.find(({ key }) => key === kept.country)?.label ?? null,
    public: kept.public,
    offDisplay: kept.offDisplay,
    updates: kept.updates,
    keepsAddress: kept.keptAddress !== null,
    edition: kept.edition,
    textSha256: kept.textSha256,
    createdAt: kept.createdAt,
    confirmedAt: kept.confirmedAt,
    changedAt: kept.changedAt,
    declinedAt: kept.declinedAt,
    removedFor: kept.removedFor,
    opened: kept.opened,
    asked: kept.asked,
    entry: kept.entry,
    assurance: kept.assurance,
    assuredBecause: kept.assuredBecause,
    assuredBy: kept.assuredBy,
    urns: kept.urns,
    mailboxUrns: kept.mailboxUrns,
    mailboxLook: kept.mailboxLook,
    mailboxKey: kept.mailboxKey,
    consentText: kept.consentText,
    consentVersion: kept.consentVersion,
  }
}
