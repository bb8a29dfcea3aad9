import type { Letter } from '../../letters/letter'
import { isTakenDown, publicSlug } from '../../letters/state'
import { paths } from '../../paths'
import { saidByStewards } from '../letters/no-signing'
import { Time } from '../ui/time'
import { SlimPage } from './slim-page'

/** A confirmation that came too late, or while the letter rests. Nothing was counted. */
export function ConfirmingClosedPage({ letter }: { letter: Letter }) {
  const told = saidByStewards(letter)
  if (told !== null || isTakenDown(letter)) return <Stopped letter={letter} told={told} />
  return letter.state === 'paused' ? <Paused letter={letter} /> : <Closed letter={letter} />
}

type StoppedProps = { letter: Letter; told: string | null }

function Stopped({ letter, told }: StoppedProps) {
  return (
    <SlimPage
      title={told === null ? 'This letter is not here now' : 'Signing is paused'}
      letter={letter}
    >
      <p>
        {told ?? ['It was taken off this site.', letter.stoppedBecause].filter(Boolean).join(' ')}{' '}
        Your signature was not counted. Your link keeps working for 14 days from when you signed:
        should the letter go on by then, please open it again.
      </p>
      <ToTheLetter letter={letter} />
    </SlimPage>
  )
}

function Paused({ letter }: { letter: Letter }) {
  return (
    <SlimPage title="Signing is paused" letter={letter}>
      <p>
        Its hosts have paused this letter, so your signature was not counted. Your link keeps
        working for 14 days from when you signed: please open it again when the letter is open.
      </p>
      <ToTheLetter letter={letter} />
    </SlimPage>
  )
}

function Closed({ letter }: { letter: Letter }) {
  const closed = letter.closedAt ?? letter.closesAt
  return (
    <SlimPage title="This letter has closed" letter={letter}>
      <p>
        {closed === null ? 'It has closed' : <ClosedAt at={closed} />}, and the 24 hours in which
        the last signatures could still be confirmed are over. Yours was not counted. Unless you had
        confirmed it before, what you typed is deleted, at the latest 14 days after you signed.
      </p>
      <ToTheLetter letter={letter} />
    </SlimPage>
  )
}

function ClosedAt({ at }: { at: number }) {
  return (
    <>
      It closed at <Time at={at} kind="moment" />
    </>
  )
}

function ToTheLetter({ letter }: { letter: Letter }) {
  if (publicSlug(letter) === null) return null
  return (
    <p>
      <a href={paths.letter(letter.slug)}>Go to the letter</a>
    </p>
  )
}
