import type { Context } from 'hono'
import type { Letter } from '../../letters/letter'
import { isPublic, publicSlug } from '../../letters/state'
import { paths } from '../../paths'
import { assuranceInWords, assuranceLabel } from '../../register/assurance-words'
import type { Answer } from '../../registrar/registrar'
import type { Site } from '../site'
import { Outcome } from './outcome'
import { RegistrarRefusesPage } from './registrar-refuses-page'
import { SchoolMailboxGonePage } from './school-mailbox-gone-page'
import { SlimPage } from './slim-page'
import { TryAgain } from './try-again'

/** Tells whoever said yes at a school mailbox what it came to. */
export function answerRaising(
  c: Context<Site>,
  answer: Answer<'raise'>,
  letter: Letter,
  token: string
) {
  switch (answer.outcome) {
    case 'raised':
    case 'no-higher':
      return c.html(<RaisedPage {...answer} letter={letter} />)
    case 'mailbox-taken':
      return c.html(<NotRaisedPage letter={letter} because={TAKEN} />)
    case 'not-counted':
      return c.html(<NotRaisedPage letter={letter} because={NOT_COUNTED} />)
    case 'gone':
      return c.html(<SchoolMailboxGonePage refused="expired" />, 410)
    case 'refusing':
      return c.html(<RegistrarRefusesPage />, 503)
    case 'not-yet':
    case 'unknown':
      return c.html(<RaisingUndecidedPage token={token} outcome={answer.outcome} />, 503)
  }
}

type RaisedPageProps = {
  letter: Letter
  outcome: 'raised' | 'no-higher'
  assurance: string
  because: string | null
}

function RaisedPage({ letter, outcome, assurance, because }: RaisedPageProps) {
  const raised = outcome === 'raised'
  const slug = publicSlug(letter)
  return (
    <SlimPage
      title={raised ? 'Your school mailbox is added' : 'It says no more than before'}
      letter={isPublic(letter) ? letter : undefined}
    >
      <Outcome>
        {raised ? 'What stands behind your role now: ' : 'Nothing changed. By this mailbox it is: '}
        <b>{assuranceLabel(assurance)}.</b>
      </Outcome>
      <p>{assuranceInWords(because, null)}</p>
      <p>
        The address itself is deleted{raised && '; a keyed fingerprint of it stays'}. The page of
        your signature shows how it stands: its link is in the mail that says you are counted.
      </p>
      {slug && (
        <p class="row">
          <a href={paths.behindARole(slug)}>What this means, and what it can’t mean</a>
          <a href={paths.letter(slug)}>Go to the letter</a>
        </p>
      )}
    </SlimPage>
  )
}

function NotRaisedPage({ letter, because }: { letter: Letter; because: string }) {
  return (
    <SlimPage title="Nothing changed" letter={isPublic(letter) ? letter : undefined}>
      <p>{because} The address is deleted.</p>
    </SlimPage>
  )
}

const TAKEN =
  'This mailbox stands behind another signature of this letter already, and it can stand behind one only. If that was you, your signature has what it can give.'

const NOT_COUNTED = 'The signature does not count at the moment, so nothing is added to it.'

type UndecidedProps = { token: string; outcome: 'not-yet' | 'unknown' }

function RaisingUndecidedPage({ token, outcome }: UndecidedProps) {
  const notYet = outcome === 'not-yet'
  return (
    <SlimPage title={notYet ? 'Nothing is changed yet' : 'We can’t tell yet'}>
      <p>
        {notYet
          ? 'Something failed on our side, and your link still works. Please try again.'
          : 'Our connection broke before we knew whether your yes was written. Press again to find out: it can’t happen twice.'}
      </p>
      <TryAgain action={paths.schoolMailboxAnswer()} values={{ t: token, choice: 'yes' }} />
    </SlimPage>
  )
}
