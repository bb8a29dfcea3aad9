import type { Letter } from '../../letters/letter'
import { hostNames } from '../ui/host-names'

/** Whom a journalist may write to or call about the letter. */
export function PressContact({ letter }: { letter: Letter }) {
  const contact = letter.pressContact ?? letter.controller.contact
  return (
    <p>
      About the letter: {hostNames(letter.hosts)}, <Contact words={contact} />
      {letter.pressContact === null &&
        `. No contact for the press is named; this is ${letter.controller.name}, who answers for its data`}
      .
    </p>
  )
}

/** An email address leads to a mail; anything else, such as a telephone number, stands as it is. */
function Contact({ words }: { words: string }) {
  return /^[^\s@]+@[^\s@]+$/.test(words) ? <a href={`mailto:${words}`}>{words}</a> : <>{words}</>
}
