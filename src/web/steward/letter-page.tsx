import type { Draft } from '../../desk/find'
import { stageOf, TEAM_ROLE_WORDS } from '../../desk/rights'
import type { Member } from '../../desk/team'
import { deskPaths } from '../../desk-paths'
import type { Edition, Letter } from '../../letters/letter'
import { renderLetter } from '../../letters/render'
import { closedSince, hasOpened, isPublic } from '../../letters/state'
import { paths } from '../../paths'
import { DeskPage, titleOf } from '../desk/desk-page'
import { STAGE_WORDS } from '../desk/stage-words'
import { Outcome } from '../signatures/outcome'
import { ErrorSummary } from '../ui/error-summary'
import { EMPTY_FORM, type FormState } from '../ui/form-state'
import { hostNames } from '../ui/host-names'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import { StopForms } from './stop-forms'

type StewardLetterPageProps = {
  letter: Letter
  draft: Draft | null
  edition: Edition | null
  team: Member[]
  now: Date
  said?: string
  form?: FormState
}

/** One letter as stewards see it: whose it is, what it says, and how to stop it. */
export function StewardLetterPage(props: StewardLetterPageProps) {
  const { letter, draft, edition, team, now, said, form } = props
  const { problems } = form ?? EMPTY_FORM
  const closed = letter.closedAt ?? (letter.state === 'open' ? closedSince(letter, now) : null)
  return (
    <DeskPage title={titleOf(props)} over="A letter, for stewards" error={form !== undefined}>
      <ErrorSummary problems={problems} />
      {said && <Outcome>{said}</Outcome>}
      <p class="row">
        <a href={deskPaths.stewardLetters()}>Every letter</a>
        <a href={deskPaths.steward()}>The site</a>
        {isPublic(letter) && <a href={paths.letter(letter.slug)}>Its public page</a>}
        {hasOpened(letter) && <a href={paths.ledger(letter.slug)}>Its ledger</a>}
        {letter.edition > 0 && <a href={deskPaths.cases(letter.id)}>Its cases</a>}
      </p>
      <Section id="state" title="State">
        <p>{letter.stopped === 'deleted' ? 'Deleted' : STAGE_WORDS[stageOf(letter, now)]}.</p>
        {closed !== null && (
          <p>
            It closed at <Time at={closed} kind="moment" />
            {letter.finishedAt === null
              ? ', and its ledger ends a day later at the earliest: once nobody is being checked and no case is open.'
              : ', and its ledger has ended.'}
          </p>
        )}
        <StopForms letter={letter} now={now} form={form ?? EMPTY_FORM} />
      </Section>
      <Section id="team" title="Team">
        <Team team={team} />
      </Section>
      {draft && (
        <Section id="draft" title={edition ? 'Draft of the next edition' : 'Draft'}>
          <Words letter={letter} words={draft} html={renderLetter(draft.markdown).html} />
        </Section>
      )}
      {edition && (
        <Section id="text" title={`Edition ${edition.number}`}>
          <Words letter={letter} words={edition} html={edition.html} />
        </Section>
      )}
    </DeskPage>
  )
}

function Team({ team }: Pick<StewardLetterPageProps, 'team'>) {
  if (team.length === 0) return <p>Nobody works on this letter at the desk.</p>
  return (
    <ul class="plain">
      {team.map(({ name, address, role }) => (
        <li>
          {name === address ? address : `${name}, ${address}`}
          <br />
          <span class="s soft">{TEAM_ROLE_WORDS[role].label}</span>
        </li>
      ))}
    </ul>
  )
}

type WordsProps = {
  letter: Letter
  words: Pick<Draft | Edition, 'title' | 'addressedTo'>
  /** Made safe by its renderer. */
  html: string
}

function Words({ letter, words: { title, addressedTo }, html }: WordsProps) {
  return (
    <article class="letter sheet" lang={letter.language}>
      <p class="s">
        To: {addressedTo || 'nobody yet'}
        <br />
        From: {hostNames(letter.hosts) || 'nobody yet'}
      </p>
      <h3>{title || 'Without a title'}</h3>
      <div class="text" dangerouslySetInnerHTML={{ __html: html }} />
    </article>
  )
}
