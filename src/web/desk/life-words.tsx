import type { Child } from 'hono/jsx'
import type { Letter } from '../../letters/letter'
import { GRACE_MS } from '../../letters/state'
import type { Totals } from '../../newsroom/totals'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'
import type { LifeAct } from './life-acts'

export type Told = { letter: Letter; totals: Totals; now: Date }

type Words = {
  /** On the list of what can be done. */
  link: string
  /** What it is for, in a sentence. */
  what: string
  title: string
  button: string
  done: string
  /** What signers and everyone will see. */
  means: (told: Told) => Child[]
}

/** The words of each act: on the list, before it is done, and after. */
export const LIFE_WORDS: Record<LifeAct, Words> = {
  pause: {
    link: 'Pause signing',
    what: 'Nobody can sign or confirm until you let them again.',
    title: 'Pause signing?',
    button: 'Yes, pause it',
    done: 'Signing is paused.',
    means: () => [
      <>The letter stays where it is, with its text, its total and its names.</>,
      <>
        Where the form was, everyone reads: “Signing is paused. Signatures already confirmed still
        count. Come back later.”
      </>,
      <>
        Links that were mailed wait: whoever opens one reads that the letter is paused. They work
        again once you let people sign, up to 14 days from when they signed.
      </>,
      <>Signers can still correct, hide, withdraw and erase their signatures.</>,
    ],
  },
  resume: {
    link: 'Let people sign again',
    what: 'The form is back, and mailed links work again.',
    title: 'Let people sign again?',
    button: 'Yes, let them sign',
    done: 'People can sign again.',
    means: ({ letter, now }) => [
      <>The form is back on the letter’s page, and links that were mailed work again.</>,
      ...datePassed(letter, now),
    ],
  },
  close: {
    link: 'Close the letter',
    what: 'It takes no new signatures, and a day later its number is final.',
    title: 'Close the letter?',
    button: 'Yes, close it now',
    done: 'The letter is closed.',
    means: ({ totals, now }) => [
      <>Nobody can sign from the moment you press. The letter’s page says that it has closed.</>,
      <>
        Whoever has signed and not yet confirmed, {formatNumber(totals.awaiting)} now, can still do
        so until <Time at={now.getTime() + GRACE_MS} kind="moment" />, and counts.
      </>,
      <>
        After these 24 hours, once no signature is being checked any more, the letter’s ledger ends
        with a closing entry: the number is final and proven. Until then you can reopen the letter;
        afterwards nobody can.
      </>,
      <>It stays readable with its number, and signers can still withdraw and erase.</>,
    ],
  },
  reopen: {
    link: 'Reopen the letter',
    what: 'It takes signatures again.',
    title: 'Reopen the letter?',
    button: 'Yes, reopen it',
    done: 'The letter is open again.',
    means: ({ letter, now }) => [
      <>The form is back on the letter’s page, and links that were mailed work again.</>,
      ...datePassed(letter, now),
    ],
  },
  archive: {
    link: 'Archive the letter',
    what: 'It is off the list of letters, and stays readable.',
    title: 'Archive the letter?',
    button: 'Yes, archive it',
    done: 'The letter is archived.',
    means: () => [
      <>It is no longer among the letters on the first page.</>,
      <>
        Its address, its text, its final number, its names and its ledger stay as they are, and its
        page says that it is archived.
      </>,
      <>Signers can still see, hide, withdraw and erase their signatures.</>,
    ],
  },
  unarchive: {
    link: 'Take it out of the archive',
    what: 'It is on the list of letters again.',
    title: 'Take it out of the archive?',
    button: 'Yes, take it out',
    done: 'The letter is out of the archive.',
    means: () => [<>It is among the letters on the first page again. Nothing else changes.</>],
  },
  delete: {
    link: 'Delete the letter',
    what: 'Only while nobody has ever signed it.',
    title: 'Delete the letter?',
    button: 'Yes, delete it',
    done: 'The letter is deleted.',
    means: ({ letter }) =>
      letter.edition === 0
        ? [
            <>
              Every word of it, its links, its remarks and its team are deleted. Nobody gets mail.
            </>,
            <>
              <b>This can’t be undone.</b>
            </>,
          ]
        : [
            <>
              Its page is gone: its address says that the letter was deleted by those who wrote it.
              Its private links open nothing any more. Those who follow it hear nothing more, and
              their addresses are deleted.
            </>,
            <>
              Should somebody sign before you press, it is not deleted: a letter with a signature
              can be closed and archived.
            </>,
            <>
              <b>This can’t be undone.</b>
            </>,
          ],
  },
}

function datePassed({ closesAt }: Letter, now: Date): Child[] {
  if (closesAt === null) return []
  return closesAt > now.getTime()
    ? [
        <>
          It closes by itself at <Time at={closesAt} kind="moment" />, as it was set.
        </>,
      ]
    : [
        <>
          Its closing date, <Time at={closesAt} kind="day" />, has passed and is dropped. Set
          another among its settings, if it is to close by itself.
        </>,
      ]
}
