import { DurableObject } from 'cloudflare:workers'
import type { Env } from '../env'
import { readLiveCount, type LiveCount } from './live-count'
import { FULL, TOO_MANY } from './shards'
import { close, send } from './socket'

/** Which part of whose audience this is. */
type Place = { letterId: number; shard: number }

/** A number read so recently need not be read again for the next who comes. */
const FRESH_MS = 1000

/** After the last news of a while, whoever is here is told once more what the database says. */
const LOOK_AGAIN_MS = 30_000

/**
 * Up to 5,000 of those who watch a letter's number. They hang on hibernating sockets: while the
 * number stands still, nothing runs. The Registrar tells what changes; what gets lost on the way is
 * read again from the database.
 */
export class Audience extends DurableObject<Env> {
  /** No more than a quarter of the room may come from one network: a school's, say. */
  readonly limits = { room: 5000, perVisitor: 1250 }
  /** The newest number known, and passed on to everybody here. */
  #known: LiveCount | null = null
  #readAt = 0
  #reading: Promise<LiveCount> | null = null
  #enrolling: Promise<void> = Promise.resolve()

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    // A page asks from time to time whether its socket still leads anywhere. This wakes nobody.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'))
  }

  /** Takes a watcher in, whose first message is the number as it is. See `enterAudience`. */
  override async fetch(request: Request): Promise<Response> {
    const [letterId, shard, visitor = ''] = new URL(request.url).pathname.slice(1).split('/')
    if (this.#watchers().length >= this.limits.room) return new Response(null, { status: FULL })
    if (this.#watchers(visitor).length >= this.limits.perVisitor) {
      return new Response(null, { status: TOO_MANY })
    }
    const { 0: theirs, 1: ours } = new WebSocketPair()
    this.ctx.acceptWebSocket(ours, [visitor])
    if (!this.#place) {
      this.ctx.storage.kv.put('place', { letterId: Number(letterId), shard: Number(shard) })
    }
    // First this: what changes after the number is read must be told.
    await this.#enrol()
    const count = await this.#current()
    if (count) send(ours, count)
    else await this.#lookAgain()
    return new Response(null, { status: 101, webSocket: theirs })
  }

  /** Passes a number on to everybody here. */
  async tell(count: LiveCount): Promise<void> {
    if (this.#watchers().length === 0) {
      // The Registrar thinks otherwise, whatever it was told.
      this.ctx.storage.kv.delete('follows')
      return this.#enrol()
    }
    this.#learn(count)
    await this.#lookAgain()
  }

  /** Nobody here is asked anything, so whatever they say is ignored. */
  override webSocketMessage() {}

  override async webSocketClose(socket: WebSocket) {
    close(socket)
    await this.#enrol()
  }

  override async webSocketError(socket: WebSocket) {
    close(socket)
    await this.#enrol()
  }

  /** Looks whether something got lost, until nothing does. */
  override async alarm() {
    await this.#enrol()
    if (this.#watchers().length === 0) return
    const before = this.#known?.ledger_size
    this.#readAt = 0
    const count = await this.#current()
    if (count === null || (before !== undefined && count.ledger_size > before)) {
      await this.#lookAgain()
    }
  }

  get #place(): Place | undefined {
    return this.ctx.storage.kv.get<Place>('place')
  }

  #watchers(visitor?: string): WebSocket[] {
    const sockets = this.ctx.getWebSockets(visitor)
    return sockets.filter(({ readyState }) => readyState === WebSocket.OPEN)
  }

  /** Takes note of a number, and passes it on to those who don't know it. */
  #learn(count: LiveCount) {
    this.#readAt = Date.now()
    const known = this.#known?.ledger_size ?? -1
    if (count.ledger_size < known) return
    this.#known = count
    if (count.ledger_size === known) return
    for (const socket of this.#watchers()) send(socket, count)
  }

  /** The number as it is, or null while the database can't be reached. */
  async #current(): Promise<LiveCount | null> {
    const place = this.#place
    if (!place || Date.now() - this.#readAt < FRESH_MS) return this.#known
    try {
      this.#reading ??= readLiveCount(this.env.DB, place.letterId, new Date())
      this.#learn(await this.#reading)
      return this.#known
    } catch {
      return null
    } finally {
      this.#reading = null
    }
  }

  /** Tells the Registrar whether somebody is here, unless it knows. One after the other. */
  #enrol(): Promise<void> {
    this.#enrolling = this.#enrolling.then(() => this.#enrolNow())
    return this.#enrolling
  }

  async #enrolNow(): Promise<void> {
    const { kv } = this.ctx.storage
    const place = this.#place
    const follows = this.#watchers().length > 0
    if (!place || follows === kv.get<boolean>('follows')) return
    // Until it answers, and for ever if it never does, nobody knows what the Registrar knows.
    kv.delete('follows')
    const registrars = this.env.REGISTRAR
    try {
      const registrar = registrars.get(registrars.idFromName(String(place.letterId)))
      await registrar.follow(place.shard, follows)
      kv.put('follows', follows)
      // What changed before was told to nobody here.
      this.#readAt = 0
      this.#reading = null
    } catch {
      await this.#lookAgain()
    }
  }

  async #lookAgain() {
    const { storage } = this.ctx
    if ((await storage.getAlarm()) === null) await storage.setAlarm(Date.now() + LOOK_AGAIN_MS)
  }
}
