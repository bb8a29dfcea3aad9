import { nameOf, type Account } from '../../desk/account'
import type { Invited } from '../../desk/invitation'
import type { Obstacle } from '../../desk/launching'
import type { MyLetter } from '../../desk/my-letters'
import { stageOf } from '../../desk/rights'
import { toDoAt } from '../../desk/to-do'
import { deskPaths } from '../../desk-paths'
import { ukClock, ukDay, ukWeekday } from '../../uk-time'
import { Section } from '../ui/section'
import { DeskPage } from './desk-page'
import { InvitationList } from './invitations-page'
import { LaunchObstacles } from './launch-obstacles'
import { LetterTable } from './letter-table'
import { ToDoList } from './to-do-list'

export type HomePageProps = {
  account: Account
  letters: MyLetter[]
  invitations: Invited[]
  /** What could stop a launch. */
  obstacles: Obstacle[]
  isSteward: boolean
  now: Date
}

/** The desk: what waits for somebody, and the letters that they work on. */
export function DeskHomePage(props: HomePageProps) {
  const { account, letters, invitations, obstacles, isSteward, now } = props
  const barred = obstacles.some(({ what }) => what === 'by-invitation')
  const launches = letters.some(({ role, state }) => role === 'owner' && state === 'draft')
  const told = obstacles.filter(
    ({ what }) => letters.length === 0 || launches || what !== 'approval-needed'
  )
  const toDo = toDoAt(letters, now)
  const isArchived = (letter: MyLetter) => stageOf(letter, now) === 'archived'
  const archived = letters.filter(isArchived)
  const current = letters.filter((letter) => !isArchived(letter))
  return (
    <DeskPage
      title="Your desk"
      over={`${nameOf(account)}, ${ukWeekday(now)} ${ukDay(now)}, ${ukClock(now)}`}
      beside={
        !barred && (
          <a class="btn alt" href={deskPaths.newLetter()}>
            Start a letter
          </a>
        )
      }
    >
      <LaunchObstacles obstacles={told} />
      {invitations.length > 0 && (
        <Section id="invitations" title="You are invited">
          <InvitationList invitations={invitations} />
        </Section>
      )}
      {letters.length === 0 ? (
        <Section id="first" title="How it goes">
          {barred ? <Reading /> : <FirstSteps />}
        </Section>
      ) : (
        <>
          <Section id="to-do" title="To do">
            {toDo.length > 0 ? (
              <ToDoList toDo={toDo} obstacles={obstacles} named />
            ) : (
              <p>Nothing waits for you.</p>
            )}
          </Section>
          <Section id="letters" title="Letters">
            {current.length > 0 && <LetterTable letters={current} now={now} />}
            {archived.length > 0 && (
              <details>
                <summary>Archived ({archived.length})</summary>
                <LetterTable letters={archived} now={now} />
              </details>
            )}
          </Section>
        </>
      )}
      {isSteward && (
        <Section id="steward" title="For stewards">
          <p>
            <a href={deskPaths.steward()}>The site</a>: who may launch and who asks to, every
            letter, mail and alarms.
          </p>
        </Section>
      )}
    </DeskPage>
  )
}

function FirstSteps() {
  return (
    <>
      <p>You have no letter yet. From here to an open one it takes a few minutes:</p>
      <ol>
        <li>
          <b>Write it.</b> Give it a title, say to whom it goes, and paste or write its words.
          Numbered points can be linked to and answered one by one.
        </li>
        <li>
          <b>Show it to others first, if you like.</b> They remark on a point by a private link,
          join the team, or stand behind the letter with you.
        </li>
        <li>
          <b>Open it.</b> From then on its words are fixed, everyone can sign, and nobody counts who
          has not confirmed by email.
        </li>
      </ol>
      <p>
        <a class="btn" href={deskPaths.newLetter()}>
          Start your first letter
        </a>
      </p>
    </>
  )
}

function Reading() {
  return (
    <p>
      You have no letter here yet. Once somebody invites you to work on theirs, it stands here: it
      must be to the address that you signed in with.
    </p>
  )
}
