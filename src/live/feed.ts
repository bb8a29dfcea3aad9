import { readNews, type News } from './news.ts'

const POLL_MS = 15_000
const PING_MS = 45_000
const PONG_MS = 10_000

/** Whoever loses the socket comes back within this time, at random: all lose it at once. */
const RETRY_MS = 10_000
const MOST_RETRY_MS = 160_000

type Timer = 'poll' | 'retry' | 'ping'

/** News of a letter's number: through a socket, or, while there is none, asked for now and then. */
export class Feed {
  readonly #base: string
  readonly #hear: (news: News) => void
  readonly #timers: Partial<Record<Timer, number>> = {}
  #socket: WebSocket | null = null
  #isOn = false
  #failures = 0

  constructor(base: string, hear: (news: News) => void) {
    this.#base = base
    this.#hear = hear
  }

  /**
   * Begins to listen. Until the socket has told something, the number is asked for: sooner after a
   * pause, when what is shown `isLate`.
   */
  start(isLate: boolean) {
    if (this.#isOn) return
    this.#isOn = true
    if (isLate) this.#later('poll', 1000 + 2000 * Math.random(), () => this.#poll())
    else this.#pollLater()
    this.#connect()
  }

  stop() {
    this.#isOn = false
    this.#drop()
    for (const timer of ['poll', 'retry'] as const) this.#cancel(timer)
  }

  #connect() {
    const url = new URL(`${this.#base}/live`, location.href)
    url.protocol = url.protocol.replace('http', 'ws')
    try {
      const socket = new WebSocket(url)
      this.#socket = socket
      socket.addEventListener('message', ({ data }) => {
        if (socket === this.#socket) this.#receive(String(data))
      })
      socket.addEventListener('close', () => {
        if (socket === this.#socket) this.#lose()
      })
      this.#expectWord(socket)
    } catch {
      this.#lose()
    }
  }

  #receive(data: string) {
    this.#failures = 0
    this.#cancel('poll')
    if (this.#socket) this.#expectWord(this.#socket)
    this.#tell(data)
  }

  /** Where nothing comes, not even an answer, there is nobody: a proxy may swallow all of it. */
  #expectWord(socket: WebSocket) {
    this.#later('ping', PING_MS, () => {
      if (socket.readyState === WebSocket.OPEN) socket.send('ping')
      this.#later('ping', PONG_MS, () => this.#lose())
    })
  }

  #lose() {
    this.#drop()
    const most = Math.min(MOST_RETRY_MS, RETRY_MS * 2 ** this.#failures++)
    this.#later('retry', most * Math.random(), () => this.#connect())
    if (!this.#timers.poll) this.#pollLater()
  }

  /** Lets the socket go without waiting for its other end, which may be gone. */
  #drop() {
    this.#cancel('ping')
    this.#socket?.close()
    this.#socket = null
  }

  #pollLater() {
    this.#later('poll', POLL_MS * (0.8 + 0.4 * Math.random()), () => this.#poll())
  }

  async #poll() {
    this.#pollLater()
    try {
      const signal = AbortSignal.timeout?.(POLL_MS)
      const answer = await fetch(`${this.#base}/count.json`, { signal })
      if (this.#isOn) this.#tell(await answer.text())
    } catch {
      // The next time, perhaps.
    }
  }

  #tell(text: string) {
    const news = readNews(text)
    if (news) this.#hear(news)
  }

  #later(timer: Timer, ms: number, act: () => void) {
    this.#cancel(timer)
    this.#timers[timer] = setTimeout(act, ms)
  }

  #cancel(timer: Timer) {
    clearTimeout(this.#timers[timer])
    delete this.#timers[timer]
  }
}
