import type { Edition, Letter } from '../../letters/letter'
import { isOpen } from '../../letters/state'
import { NoSigning } from '../letters/no-signing'
import { PrivateLetter } from '../letters/private-letter'
import { SignForm } from '../letters/sign-form'
import { Layout } from '../ui/layout'
import type { FormSchools } from '../ui/school-field'
import { Time } from '../ui/time'

type FoundingPageProps = {
  letter: Letter
  edition: Edition
  token: string
  schools: FormSchools
  consent: string
  /** When the page is made, as `stampOf` has it. */
  shown: string
  mailSlowSince: number | null
  now: Date
  /** Its Registrar has stopped writing, or the site can't send mail: nobody can be counted. */
  signing: boolean
  stopped: boolean
}

/** A letter that gathers its first signatories, for whoever was given its link. */
export function FoundingPage(props: FoundingPageProps) {
  const { letter, edition, token, schools, consent, shown, mailSlowSince, now, signing, stopped } =
    props
  return (
    <Layout title={`Sign first: ${edition.title}`} noindex>
      <div class="note">
        <p>
          <b>This letter is not public yet.</b> You are asked to be among its founding signatories.
          {letter.opensAt !== null && (
            <>
              {' '}
              It is to open to everyone at <Time at={letter.opensAt} kind="moment" />.
            </>
          )}
        </p>
        <p>
          Once it opens, your name is shown if you say so, and the letter says for good how many
          signed before. Please keep the address of this page to yourself.
        </p>
      </div>
      <div class="grid">
        <PrivateLetter letter={letter} words={edition} />
        <aside class="side" aria-label="Signing">
          {signing && isOpen(letter, now) ? (
            <SignForm
              {...{ letter, edition, schools, consent, shown, mailSlowSince, now }}
              founding={token}
            />
          ) : (
            <NoSigning letter={letter} now={now} stopped={stopped} />
          )}
        </aside>
      </div>
    </Layout>
  )
}
