import type { Stage } from '../../desk/rights'
import { STAGE_WORDS } from './stage-words'

const RUNS: Stage[] = ['open', 'gathering']
const TO_COME: Stage[] = ['draft', 'scheduled', 'paused']

/** Where a letter is in its life: the word, and a mark that tells it at a glance. */
export function StageMark({ stage }: { stage: Stage }) {
  const mark = RUNS.includes(stage) ? 'as m' : TO_COME.includes(stage) ? 'as e' : 'as q'
  return <span class={mark}>{STAGE_WORDS[stage]}</span>
}
