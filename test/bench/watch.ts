import { Agent } from 'node:http'
import { setTimeout as later } from 'node:timers/promises'
import { paths } from '../../src/paths.ts'
import type { Bench } from './compare.ts'
import { confirming, invited, numberIn } from './confirm.ts'
import type { Progress } from './progress.ts'
import { ask, quantile } from './rush.ts'
import { signing } from './sign.ts'
import { signerAt } from './signer.ts'
import { freshLetter } from './write.ts'

/** From pressing yes to the new number on the screens of all who watch, while others sign. */
export type Watched = {
  watchers: number
  confirmed: number
  signed: number
  perSecond: number
  p50Ms: number
  p95Ms: number
}

/** What one watcher was told, and when. */
type Heard = { counted: number; at: number }[]

const AT_ONCE = 50
const PATIENCE_MS = 10_000

/** Of each ten that come, so many confirm and the others sign. */
const CONFIRM = 7

/** So many watch a letter while people sign it and confirm, so many a second, whoever is answered yet. */
export async function timeWatching(bench: Bench, progress: Progress): Promise<Watched> {
  const { site, patience } = bench
  const slug = await freshLetter(bench)
  const { watchers, come, comePerSecond } = patience
  const forms = (await invited(bench, slug, Math.ceil((come * CONFIRM) / 10))).values()
  progress.at('watching', `${watchers} sockets`)
  const { sockets, heard } = await watchAll(site.origin, slug, watchers)

  progress.at('watching', `${come} come`)
  const agent = new Agent({ keepAlive: true })
  const pressed: { at: number; number: number }[] = []
  const began = performance.now()
  let signed = 0
  await Promise.all(
    Array.from({ length: come }, async (_, i) => {
      await later((i * 1000) / comePerSecond)
      const form = i % 10 < CONFIRM ? forms.next().value : undefined
      if (!form) {
        await ask(agent, site.origin, signing(slug, signerAt(slug, i)))
        signed++
        return
      }
      const at = performance.now()
      const page = await ask(agent, site.origin, confirming(form))
      pressed.push({ at, number: numberIn(page) })
    })
  )
  const seconds = (performance.now() - began) / 1000
  await allHear(heard, pressed.length)
  agent.destroy()
  for (const socket of sockets) socket.close()

  const times = heard.flatMap((news) => pressed.map(({ at, number }) => seenAt(news, number) - at))
  times.sort((a, b) => a - b)
  const [p50Ms, p95Ms] = [quantile(times, 0.5), quantile(times, 0.95)]
  const perSecond = pressed.length / seconds
  return { watchers: sockets.length, confirmed: pressed.length, signed, perSecond, p50Ms, p95Ms }
}

async function watchAll(origin: string, slug: string, many: number) {
  const url = origin.replace(/^http/, 'ws') + paths.live(slug)
  const heard: Heard[] = []
  const sockets: WebSocket[] = []
  while (sockets.length < many) {
    const next = Array.from({ length: Math.min(AT_ONCE, many - sockets.length) }, () => {
      const news: Heard = []
      heard.push(news)
      return watch(url, news)
    })
    sockets.push(...(await Promise.all(next)))
  }
  return { sockets, heard }
}

/** Opens a socket, and comes back when it has told the number as it is. */
function watch(url: string, news: Heard): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url)
    socket.addEventListener('error', () => reject(new Error(`no socket at ${url}`)))
    socket.addEventListener('message', ({ data }) => {
      const { counted } = JSON.parse(String(data)) as { counted: number }
      news.push({ counted, at: performance.now() })
      resolve(socket)
    })
  })
}

async function allHear(heard: Heard[], counted: number) {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  while (heard.some((news) => news.at(-1)?.counted !== counted)) {
    patience.throwIfAborted()
    await later(50)
  }
}

function seenAt(news: Heard, counted: number): number {
  return news.find((one) => one.counted >= counted)?.at ?? Infinity
}
