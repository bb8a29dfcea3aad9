import { Agent } from 'node:http'
import { setTimeout as later } from 'node:timers/promises'
import type { Bench } from './compare.ts'
import type { Progress } from './progress.ts'
import type { Provider } from './provider.ts'
import { ask, quantile } from './rush.ts'
import { signerAt } from './signer.ts'
import { signing } from './sign.ts'
import { freshLetter } from './write.ts'

export type MailTimes = { signs: number; p50Ms: number; p95Ms: number }

/** From a sign form's POST to its mail at the provider, while nothing else happens. */
export async function timeMail(
  bench: Bench,
  provider: Provider,
  progress: Progress
): Promise<MailTimes> {
  const slug = await freshLetter(bench)
  const signs = bench.patience.mails
  const agent = new Agent({ keepAlive: true })
  const times: number[] = []
  for (let place = 0; place < signs; place++) {
    progress.at('mailing', `${place + 1} of ${signs}`)
    const form = signerAt(slug, place)
    const arrival = provider.arrival(form.email)
    const posted = performance.now()
    await ask(agent, bench.site.origin, signing(slug, form))
    times.push((await arrival).at - posted)
    // So that the next does not find the consumer at work.
    await later(100 + Math.random() * 400)
  }
  times.sort((a, b) => a - b)
  agent.destroy()
  return { signs, p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95) }
}
