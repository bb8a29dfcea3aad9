import { denied } from '../../desk/rights'
import { deskPaths } from '../../desk-paths'
import { isPublic } from '../../letters/state'
import type { Totals } from '../../newsroom/totals'
import { paths } from '../../paths'
import { Outcome } from '../signatures/outcome'
import { Section } from '../ui/section'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'
import { LetterParts } from './letter-parts'
import { LIFE_ACTS } from './life-acts'
import { LIFE_WORDS } from './life-words'
import { standingInWords } from './standing-in-words'

type LifePageProps = {
  at: AtLetter
  totals: Totals
  now: Date
  /** What a press came to. */
  news?: string
  /** Where this site is, such as https://letters.example.org. */
  site: string
}

/** Where a letter stands in its life, and what its owner can do about that. */
export function LifePage({ at, totals, now, news, site }: LifePageProps) {
  const { letter, stage, role } = at
  const signed = totals.confirmed + totals.awaiting + totals.held + totals.refused > 0
  const acts = LIFE_ACTS.filter(
    (act) => denied(role, stage, act) === null && !(act === 'delete' && signed)
  )
  return (
    <DeskPage title="The letter’s life" at={at}>
      <LetterParts at={at} part="life" />
      <div class="mt">{news && <Outcome>{news}</Outcome>}</div>
      <Section id="now" title="Now">
        <p>{standingInWords({ letter, totals, now }, stage)}</p>
        {isPublic(letter) && (
          <p>
            Everyone reads it at{' '}
            <a class="mono" href={paths.letter(letter.slug)}>
              {site + paths.letter(letter.slug)}
            </a>
          </p>
        )}
        {letter.stopped !== null && letter.stopped !== 'deleted' && (
          <p class="note">
            <b>
              A steward of the site has{' '}
              {letter.stopped === 'paused' ? 'paused it' : 'taken it down'}.
            </b>{' '}
            {letter.stoppedBecause} Only a steward can lift that.
          </p>
        )}
        {denied(role, stage, 'share-founding') === null && (
          <p>
            <a href={`${deskPaths.links(letter.id)}#founding`}>The link for founding signatories</a>
          </p>
        )}
        {denied(role, stage, 'share-embargoed') === null && (
          <p>
            <a href={`${deskPaths.links(letter.id)}#embargo`}>The link for journalists</a>
          </p>
        )}
      </Section>
      <Section id="next" title="What can be done">
        {denied(role, stage, 'open') === null && (
          <p>
            <a href={deskPaths.launch(letter.id)}>Launch it</a>
          </p>
        )}
        {acts.length === 0 && denied(role, stage, 'open') !== null && (
          <p>
            {role === 'owner'
              ? 'Nothing, as it stands.'
              : 'What becomes of the letter is for its owner to decide.'}
          </p>
        )}
        <ul class="plain">
          {acts.map((act) => (
            <li>
              <p>
                <a href={deskPaths.lifeAct(letter.id, act)}>
                  <b>{LIFE_WORDS[act].link}</b>
                </a>
                . {LIFE_WORDS[act].what}
              </p>
            </li>
          ))}
        </ul>
      </Section>
    </DeskPage>
  )
}
