import type { Letter } from '../../letters/letter'
import { publicSlug } from '../../letters/state'
import { assuranceInWords, assuranceLabel, mayBeRaised } from '../../register/assurance-words'
import type { CountedSignature } from '../../registrar/counted-signature'
import { Time } from '../ui/time'
import { TextSigned } from './text-signed'

type WhatIsKeptProps = {
  letter: Letter
  signature: Omit<CountedSignature, 'id'>
  manageLink: string
}

/** What stays of somebody who has just said yes, and what stands behind their role. */
export function WhatIsKept({ letter, signature, manageLink }: WhatIsKeptProps) {
  const { assurance, assuredBecause } = signature
  return (
    <section class="rule">
      <h2>What is kept</h2>
      <p>
        {signature.keepsAddress
          ? 'Your address stays here, encrypted, because you asked for news of this letter. Turn ' +
            'that off and it is deleted.'
          : 'Your address is no longer kept. What stays is a keyed fingerprint of it: enough to ' +
            'know the address when it is typed again, and not to read it or write to it.'}
      </p>
      <dl class="env">
        <dt>Confirmed</dt>
        <dd>
          <Time at={signature.confirmedAt} kind="moment" />
        </dd>
        <dt>Text signed</dt>
        <dd>
          <TextSigned slug={publicSlug(letter)} {...signature} />
        </dd>
        {letter.schools !== 'none' && (
          <>
            <dt>Behind your role</dt>
            <dd>
              {assuranceLabel(assurance)}. {assuranceInWords(assuredBecause, null)}{' '}
              {mayBeRaised(assuredBecause) && (
                <a href={`${manageLink}#school_email`}>Add your school mailbox</a>
              )}
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}
