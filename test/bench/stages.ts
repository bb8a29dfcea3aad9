import type { Bench } from './compare.ts'
import { confirming, invited } from './confirm.ts'
import type { Progress } from './progress.ts'
import { rush, type Asking } from './rush.ts'
import { freshLetter } from './write.ts'
import { STAGES } from './worker/stage-names.ts'

/** Processor time of the whole runtime for a confirmation that goes so far and no further. */
export type Stage = { stage: string; cpuMs: number | null; perSecond: number }

/** What hardly does anything is asked for more often. */
const MOST_A_SECOND: Record<string, number> = { form: 5000, link: 4000 }

/** What a confirmation consists of, each stage with all that comes before it; the last is whole. */
export async function weighStages(bench: Bench, progress: Progress): Promise<Stage[]> {
  const { site, patience } = bench
  const found: Stage[] = []
  for (const stage of STAGES) {
    progress.at('weighing confirmations', stage)
    const slug = await freshLetter(bench)
    const links = Math.ceil((patience.stageMs / 1000) * (MOST_A_SECOND[stage] ?? 1200))
    const forms = (await invited(bench, slug, links)).values()
    const stop = stage === 'page' ? {} : { path: `/bench-stage/${stage}` }
    const next = (): Asking | undefined => {
      const form = forms.next().value
      return form && { ...confirming(form), ...stop }
    }
    const options = { place: site, concurrency: patience.atOnce, ms: patience.stageMs }
    const { cpuMs, perSecond } = await rush(options, next)
    found.push({ stage, cpuMs, perSecond })
  }
  return found
}
