import type { HostQuestion } from '../../desk/host-answer'
import { deskPaths } from '../../desk-paths'
import type { Host, Letter } from '../../letters/letter'
import { publicSlug } from '../../letters/state'
import { paths } from '../../paths'
import { domainOf } from '../../mailbox'
import { Choice } from '../signatures/choice'
import { EnterChoosesNothing } from '../signatures/enter-chooses-nothing'
import { HiddenFields } from '../signatures/hidden-fields'
import { Problem } from '../ui/field'
import { ErrorSummary } from '../ui/error-summary'
import { Layout } from '../ui/layout'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import { WordsPreview, type WrittenWords } from './words-preview'

/** The words that a host is asked about, and what names them among all that they ever were. */
export type HostWords = WrittenWords & { key: string; hosts: Host[]; isFrozen: boolean }

type StandBehindPageProps = {
  letter: Letter
  words: HostWords
  asked: HostQuestion
  token: string
  /** Why nothing was done. */
  problem?: string
}

/** A letter as its hosts-to-be read it, with the question; later, what they answered. */
export function StandBehindPage({ letter, words, asked, token, problem }: StandBehindPageProps) {
  const slug = publicSlug(letter)
  return (
    <Layout title={`${asked.name} and this letter`} error={problem !== undefined} noindex>
      <ErrorSummary problems={problem ? { choice: problem } : {}} />
      <header class="hd">
        <div>
          <p class="up">For {asked.name}</p>
          <h1>{TITLES[asked.standing]}</h1>
          <HowItStands asked={asked} />
        </div>
      </header>
      <Section id="letter" title="The letter">
        {slug ? (
          <p>
            It is public: <a href={paths.letter(slug)}>the letter with its signatures</a>
          </p>
        ) : (
          <p>
            It is not public yet. Please pass it on only to those in {asked.name} who decide with
            you.
            {!words.isFrozen &&
              ' Its words may still change before it opens; if you can’t stand behind them then, this link lets you leave.'}
          </p>
        )}
        <WordsPreview letter={{ language: letter.language, hosts: words.hosts }} words={words} />
      </Section>
      <Section id="answer" title="Your answer">
        <Answer {...{ asked, words, token, problem }} isPublic={slug !== null} />
      </Section>
    </Layout>
  )
}

const TITLES: Record<HostQuestion['standing'], string> = {
  own: 'The letter is yours',
  asked: 'Do you stand behind this letter?',
  confirmed: 'You stand behind this letter',
  declined: 'You have said no',
  left: 'You no longer stand behind this letter',
}

function HowItStands({ asked }: { asked: HostQuestion }) {
  const { name, by, standing } = asked
  switch (standing) {
    case 'asked':
      return (
        <p>
          {by ?? 'Its writer'} asks whether {name} stands behind it as one of its hosts. Read it,
          and <a href="#answer">answer below it</a> until{' '}
          <Time at={asked.askedUntil ?? 0} kind="moment" />.
        </p>
      )
    case 'confirmed':
      return (
        <p>
          {name} is among its hosts, confirmed from {asked.domain} on{' '}
          <Time at={asked.stoodAt ?? 0} kind="day" />. <a href="#answer">Leave</a>
        </p>
      )
    case 'declined':
      return <p>Nothing of this is public. Whoever asked you was told.</p>
    case 'left':
      return (
        <p>
          Since <Time at={asked.leftAt ?? 0} kind="day" /> {name} is not among its hosts any more.
        </p>
      )
    case 'own':
      return null
  }
}

type AnswerProps = Pick<StandBehindPageProps, 'asked' | 'words' | 'token' | 'problem'> & {
  isPublic: boolean
}

function Answer({ asked, words, token, problem, isPublic }: AnswerProps) {
  const { name, standing, askedAddress } = asked
  if (standing !== 'asked' && standing !== 'confirmed') {
    return (
      <p>Have you changed your mind? Tell {asked.by ?? 'its writer'}, who can ask you again.</p>
    )
  }
  const domain = askedAddress && domainOf(askedAddress)
  return (
    <form method="post" action={deskPaths.standingBehind()}>
      <EnterChoosesNothing />
      <HiddenFields values={{ t: token, words: words.key }} />
      <p>
        {standing === 'asked'
          ? `If you say yes, everyone who reads the letter sees “${name}, confirmed from ${domain}”. You can leave again by the same link. Either way your address is deleted once you have answered.`
          : `If you leave, ${name} goes from the hosts at once${isPublic ? ', and the letter says on which day. A text that names it stays as people signed it.' : '.'}`}
      </p>
      {standing === 'asked' ? (
        <Choice problem={problem} yes="We stand behind this letter" no="No, we don’t" />
      ) : (
        <div class={problem ? 'fld bad' : 'fld'}>
          <Problem name="choice" text={problem} />
          <button class="btn alt" id="choice" name="choice" value="leave">
            We no longer stand behind this letter
          </button>
        </div>
      )}
    </form>
  )
}
