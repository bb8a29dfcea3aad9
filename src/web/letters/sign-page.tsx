import type { Edition, Letter } from '../../letters/letter'
import { publicSlug } from '../../letters/state'
import { wholeText } from '../../letters/text'
import { deskPaths } from '../../desk-paths'
import { paths } from '../../paths'
import { addressee } from '../ui/addressee'
import { ErrorSummary } from '../ui/error-summary'
import type { FormState } from '../ui/form-state'
import type { FormSchools } from '../ui/school-field'
import { Layout, SlimSheet } from '../ui/layout'
import { TextChange } from '../ui/text-change'
import { WhyChanged } from '../ui/why-changed'
import { SignForm } from './sign-form'

type SignPageProps = {
  letter: Letter
  edition: Edition
  schools: FormSchools
  form: FormState
  consent: string
  mailSlowSince: number | null
  now: Date
  /** Why nothing was recorded, if it was not for what was typed. */
  notice?: string
  /** The edition that the signer had before them, if it is no longer the newest. */
  changedFrom?: Edition
  /** The token of the link that founding signatories sign by. */
  founding?: string
}

const CHANGED = 'The text has changed. Read the change and tick the box again.'

/** The form again, with what was typed still in it. */
export function SignPage(props: SignPageProps) {
  const { letter, edition, schools, form, consent, mailSlowSince, now, notice, changedFrom } = props
  const { founding } = props
  const slug = publicSlug(letter)
  const readable = founding ? deskPaths.founding(founding) : slug && paths.letter(slug)
  const problems = {
    ...(notice && { form: notice }),
    ...(changedFrom && { changed: CHANGED }),
    ...form.problems,
  }
  // Agreement to the former words is none to these.
  const values = changedFrom ? { ...form.values, consent: '' } : form.values
  return (
    <Layout
      title={`Sign: ${edition.title}`}
      error={Object.keys(problems).length > 0}
      letter={letter}
      noindex
    >
      <SlimSheet>
        <ErrorSummary problems={problems} />
        <p class="up">An open letter to {addressee(edition)}</p>
        <h1>{edition.title}</h1>
        {readable && (
          <p>
            <a class="lone" href={readable}>
              Read the letter
            </a>
          </p>
        )}
        {changedFrom && <Changed from={changedFrom} to={edition} />}
        <div class="rule">
          <SignForm
            letter={letter}
            edition={edition}
            schools={schools}
            form={{ ...form, values }}
            consent={consent}
            mailSlowSince={mailSlowSince}
            now={now}
            founding={founding}
          />
        </div>
      </SlimSheet>
    </Layout>
  )
}

function Changed({ from, to }: { from: Edition; to: Edition }) {
  return (
    <section class="rule" id="changed" tabindex={-1} aria-labelledby="changed-heading">
      <h2 id="changed-heading">What changed</h2>
      <p>
        You had edition {from.number} before you; the letter is now in edition {to.number}. Nothing
        has been recorded yet. What you typed is still in the form below.
      </p>
      <WhyChanged from={from} to={to} />
      <TextChange from={wholeText(from)} to={wholeText(to)} />
    </section>
  )
}
