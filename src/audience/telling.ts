import type { Audience } from './audience'
import type { LiveCount } from './live-count'
import { shardOf } from './shards'
import { Teller } from './teller'

/** The shards of a letter's audience that have watchers. They are remembered in storage. */
export class Telling {
  readonly #storage: SyncKvStorage
  readonly #tellers = new Map<number, Teller>()

  constructor(storage: SyncKvStorage) {
    this.#storage = storage
  }

  /** A shard has its first watcher, or its last has gone. */
  note(shard: number, follows: boolean) {
    const others = this.#shards().filter((one) => one !== shard)
    if (!follows) this.#tellers.delete(shard)
    this.#storage.put('shards', follows ? [...others, shard] : others)
  }

  /** Tells every shard that has watchers. Comes back at once, and never throws. */
  tell(audiences: DurableObjectNamespace<Audience>, letterId: number, count: LiveCount) {
    for (const shard of this.#shards()) this.#teller(audiences, letterId, shard).tell(count)
  }

  /** Somebody watches who was told nothing yet, perhaps because whoever was to tell them crashed. */
  get owesNews(): boolean {
    return this.#shards().some((shard) => !this.#tellers.has(shard))
  }

  #shards(): number[] {
    return this.#storage.get<number[]>('shards') ?? []
  }

  #teller(audiences: DurableObjectNamespace<Audience>, letterId: number, shard: number) {
    const known = this.#tellers.get(shard)
    if (known) return known
    const teller = new Teller((count) => shardOf(audiences, letterId, shard).tell(count))
    this.#tellers.set(shard, teller)
    return teller
  }
}
