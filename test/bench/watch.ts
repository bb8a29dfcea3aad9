import { Agent } from 'node:http'
import { setTimeout as later } from 'node:timers/promises'
import { paths } from '../../src/paths.ts'
import type { Bench } from './compare.ts'
import { invited } from './confirm.ts'
import type { Progress } from './progress.ts'
import { ask, quantile } from './rush.ts'
import { freshLetter } from './write.ts'

/** From pressing yes to the new number on the screens of all who watch. */
export type Watched = { watchers: number; confirmed: number; p50Ms: number; p95Ms: number }

/** What one watcher was told, and when. */
type Heard = { counted: number; at: number }[]

const AT_ONCE = 50
const PATIENCE_MS = 10_000
const LONGEST_PAUSE_MS = 400

/** So many watch while people confirm, some right after another and some after a while. */
export async function timeWatching(bench: Bench, progress: Progress): Promise<Watched> {
  const { site, patience } = bench
  const slug = await freshLetter(bench)
  const confirmed = patience.mails * 2
  const forms = await invited(bench, slug, confirmed)
  progress.at('watching', `${patience.watchers} sockets`)
  const { sockets, heard } = await watchAll(site.origin, slug, patience.watchers)

  const agent = new Agent({ keepAlive: true })
  const pressed: number[] = []
  for (const form of forms) {
    progress.at('watching', `${pressed.length + 1} of ${confirmed} confirm`)
    pressed.push(performance.now())
    await ask(agent, site.origin, { path: paths.confirmation(), form, expect: 200 })
    await later(LONGEST_PAUSE_MS * Math.random())
  }
  await allHear(heard, confirmed)
  agent.destroy()
  for (const socket of sockets) socket.close()

  const times = pressed
    .flatMap((at, i) => heard.map((news) => seenAt(news, i + 1) - at))
    .sort((a, b) => a - b)
  const [p50Ms, p95Ms] = [quantile(times, 0.5), quantile(times, 0.95)]
  return { watchers: sockets.length, confirmed, p50Ms, p95Ms }
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
