import { DurableObject } from 'cloudflare:workers'
import { clearAlarm, raiseAlarm } from '../alarm'
import { liveCount } from '../audience/live-count'
import { Telling } from '../audience/telling'
import { requireSettings, type Env } from '../env'
import type { Letter } from '../letters/letter'
import { announce } from '../mail/outbox'
import type { Act, Outcome, Undecided, Verbs } from './acts'
import { appendLedger } from './append-ledger'
import { commitGroup } from './commit-group'
import type { Committed } from './committed'
import type { Keeper } from './keeper'
import type { Memory } from './memory'

/** What came of an act, and the letter it was about as it then was. */
export type Answer<V extends keyof Verbs> = { letter: Letter | null } & (Verbs[V][1] | Undecided)

type Waiting = {
  act: Act
  resolve: (answer: { letter: Letter | null } & (Outcome | Undecided)) => void
}

const LARGEST_GROUP = 500
const LOOK_AGAIN_MS = 10_000
const MOST_LOOKS = 6

/**
 * The one writer of a letter's ledger and tally. Acts that arrive while a batch is in flight wait
 * and go together in the next; each is answered only after its batch is known to be written.
 */
export class Registrar extends DurableObject<Env> {
  #waiting: Waiting[] = []
  #working = false
  #looksAt = 0
  readonly #telling = new Telling(this.ctx.storage.kv)

  /** Asks for an act on a letter; resolves when the truth about it is known. Never rejects. */
  async act<V extends keyof Verbs>(letterId: number, act: Verbs[V][0]): Promise<Answer<V>> {
    const [answer] = await this.actAll(letterId, [act])
    return answer as Answer<V>
  }

  /** The same for many in one call, together: what was one decision is one step in public. */
  async actAll(letterId: number, acts: Act[]): Promise<Answer<keyof Verbs>[]> {
    const answers = acts.map(
      (act) => new Promise((resolve: Waiting['resolve']) => this.#waiting.push({ act, resolve }))
    )
    void this.#work(letterId)
    return (await Promise.all(answers)) as Answer<keyof Verbs>[]
  }

  async #work(letterId: number) {
    if (this.#working) return
    this.#working = true
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, LARGEST_GROUP)
      const committed = await this.#commit(letterId, group)
      for (const [i, { resolve }] of group.entries()) {
        const outcome = committed.outcomes[i] ?? { outcome: 'not-yet' as const }
        resolve({ letter: committed.letter, ...outcome })
      }
      this.#tellAudience(letterId, committed)
    }
    this.#working = false
  }

  /** A shard of the letter's audience wants to be told of its number, or no longer. */
  follow(shard: number, follows: boolean) {
    this.#telling.note(shard, follows)
  }

  #tellAudience(letterId: number, { head }: Committed) {
    if (!head) return
    const counted = head.confirmed - head.withdrawn - head.removed
    const count = liveCount(counted, head.size, new Date())
    this.#telling.tell(this.env.AUDIENCE, letterId, count)
  }

  async #commit(letterId: number, group: Waiting[]): Promise<Committed> {
    try {
      const acts = group.map(({ act }) => act)
      const committed = await commitGroup(this.keeper(letterId), letterId, acts)
      this.ctx.waitUntil(announce(this.env.MAIL_QUEUE, committed.mails))
      return committed
    } catch (error) {
      // Whatever this was, it must not leave a signer without an answer.
      console.error('registrar', letterId, error instanceof Error ? error.message : 'failed')
      return { letter: null, outcomes: [], mails: [], head: null }
    }
  }

  /**
   * A batch was sent and nobody has seen yet whether it landed: looks, so that what was published
   * is known before a database could be restored to the moment before, and those who watch are
   * told what nobody could tell them. Gives up after a minute; then nothing lands any more.
   */
  override async alarm() {
    const letterId = this.ctx.storage.kv.get<number>('letter')
    const tries = this.ctx.storage.kv.get<number>('looks') ?? 0
    const isDone = !this.#isUnsure() && !this.#telling.owesNews
    if (letterId === undefined || isDone || tries >= MOST_LOOKS) return
    this.ctx.storage.kv.put('looks', tries + 1)
    await this.act<'examine'>(letterId, { verb: 'examine', at: Date.now() })
    if (this.#isUnsure()) await this.ctx.storage.setAlarm(Date.now() + LOOK_AGAIN_MS)
  }

  #isUnsure(): boolean {
    return (this.ctx.storage.kv.get<Memory>('memory')?.intended.length ?? 0) > 0
  }

  #remember(letterId: number, memory: Memory) {
    const { storage } = this.ctx
    storage.kv.put('memory', memory)
    if (memory.intended.length === 0 || Date.now() < this.#looksAt) return
    this.#looksAt = Date.now() + LOOK_AGAIN_MS
    storage.kv.put('letter', letterId)
    storage.kv.put('looks', 0)
    void storage.setAlarm(this.#looksAt)
  }

  /** What this Registrar works with. */
  protected keeper(letterId: number): Keeper {
    const settings = requireSettings(this.env)
    return {
      db: this.env.DB,
      master: settings.MASTER_KEY,
      keys: settings,
      append: appendLedger,
      recall: () => this.ctx.storage.kv.get<Memory>('memory') ?? null,
      remember: (memory) => this.#remember(letterId, memory),
      alarm: (kind, detail) =>
        raiseAlarm(this.env.DB, settings.STEWARDS, { kind, letterId, detail }, new Date()),
      calm: (kind) => clearAlarm(this.env.DB, { kind, letterId }, new Date()),
    }
  }
}
