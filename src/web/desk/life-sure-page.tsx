import { deskPaths } from '../../desk-paths'
import type { Totals } from '../../newsroom/totals'
import { HiddenFields } from '../signatures/hidden-fields'
import { SlimPage } from '../signatures/slim-page'
import type { AtLetter } from './at-letter'
import { titleOf } from './desk-page'
import type { LifeAct } from './life-acts'
import { LIFE_WORDS } from './life-words'
import { standingInWords } from './standing-in-words'

type LifeSurePageProps = {
  at: AtLetter
  act: LifeAct
  totals: Totals
  now: Date
  /** Why it was not done. */
  problem?: string
}

/** Says what signers and everyone will see, and waits for a second press. */
export function LifeSurePage({ at, act, totals, now, problem }: LifeSurePageProps) {
  const { letter, stage } = at
  const { title, button, means } = LIFE_WORDS[act]
  return (
    <SlimPage
      title={title}
      letter={{ ...letter, title: titleOf(at) }}
      problems={problem ? { form: problem } : {}}
      desk
    >
      <p>{standingInWords({ letter, totals, now }, stage)}</p>
      <ul>
        {means({ letter, totals, now }).map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <form class="mt" method="post" action={deskPaths.lifeAct(letter.id, act)}>
        <HiddenFields values={{ stage, sure: 'yes' }} />
        <div class="choice">
          <button class="btn">{button}</button>
          <a class="btn alt" href={deskPaths.life(letter.id)}>
            No, go back
          </a>
        </div>
      </form>
    </SlimPage>
  )
}
