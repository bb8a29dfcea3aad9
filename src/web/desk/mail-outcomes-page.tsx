import { deskPaths } from '../../desk-paths'
import type { OutcomeCount } from '../../mail/outcome'
import { MailOutcomes } from '../ui/mail-outcomes'
import { Section } from '../ui/section'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'

type MailOutcomesPageProps = { at: AtLetter; outcomes: OutcomeCount[] }

/** What became of a letter's mail, for its team: numbers, and nobody's address. */
export function MailOutcomesPage({ at, outcomes }: MailOutcomesPageProps) {
  return (
    <DeskPage title="Mail" at={at}>
      <p class="short">
        What the mail provider told of all mail about this letter: links to confirm, receipts,
        updates. Nobody here sees whose it was. How each update fared stands with{' '}
        <a href={deskPaths.updates(at.letter.id)}>the updates</a>.
      </p>
      <Section id="outcomes" title="What became of it">
        <MailOutcomes outcomes={outcomes} />
      </Section>
      <Section id="meaning" title="What it means">
        <p>
          <b>Came back:</b> “Permanent” is a mailbox that isn’t there; nothing goes to it any more.
          “Transient” is one that is full or too busy; it may work tomorrow. Many that come back
          mean mistyped addresses, or a school’s filter: tell signers in another way to look for the
          code, or to sign with another address.
        </p>
        <p>
          <b>Called spam:</b> somebody pressed that button. They get no more mail, and their
          signature stands. If it is more than one in a thousand, write less often, and say in the
          first line why they get it.
        </p>
      </Section>
    </DeskPage>
  )
}
