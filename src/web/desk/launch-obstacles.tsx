import type { Obstacle } from '../../desk/launching'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'

type LaunchObstaclesProps = {
  obstacles: Obstacle[]
  /** Is it on the launch page, where approval is asked for. */
  here?: boolean
}

/** What could stop a launch, in the same words wherever a campaigner reads of it. */
export function LaunchObstacles({ obstacles, here = false }: LaunchObstaclesProps) {
  if (obstacles.length === 0) return null
  return (
    <div class="note">
      {obstacles.map((one) => (
        <p>
          <InWords obstacle={one} here={here} />
        </p>
      ))}
    </div>
  )
}

function InWords({ obstacle, here }: { obstacle: Obstacle; here: boolean }) {
  switch (obstacle.what) {
    case 'paused':
      return (
        <>
          <b>No letter can be opened at the moment.</b> The site’s stewards say: {obstacle.sentence}{' '}
          Drafts can be written as always.
        </>
      )
    case 'by-invitation':
      return (
        <>
          <b>Letters here are launched by invitation.</b> Ask a steward of this site to invite your
          address; until then no letter of yours can be started or opened.
        </>
      )
    case 'approval-needed':
      return (
        <>
          <b>Your first letter needs a steward’s approval before it opens.</b>{' '}
          {here ? 'Ask once it is written.' : 'Write it first; then ask on its launch page.'} After
          that, your letters open without asking.
        </>
      )
    case 'approval-asked':
      return (
        <>
          <b>A steward is asked to approve your first letter</b> since{' '}
          <Time at={obstacle.since} kind="moment" />. You get mail once that is decided. You can go
          on writing.
        </>
      )
    case 'approval-refused':
      return (
        <>
          <b>A steward did not approve your letter.</b>{' '}
          {obstacle.answer && <>They wrote: “{obstacle.answer}” </>}
          Once you have changed it, you can ask again {here ? 'here' : 'on its launch page'}.
        </>
      )
    case 'mail-used-up':
      return (
        <>
          <b>Today’s mail is used up:</b> {formatNumber(obstacle.aDay)} mails may leave in 24 hours,
          and as many have left. A letter can be opened, but its signers wait for the mail that
          counts them.
        </>
      )
  }
}
