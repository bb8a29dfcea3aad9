import type { Env } from '../../../src/env'
import type { Verbs } from '../../../src/registrar/acts'
import { commitGroup } from '../../../src/registrar/commit-group'
import type { ConfirmAct } from '../../../src/registrar/confirm'
import { Registrar as SiteRegistrar, type Answer } from '../../../src/registrar/registrar'
import { countedEnv } from './spent'

export type Grouping = { size: number; ledger: boolean }

let oneByOne = false

/** Gives every act a batch of its own, or lets those that arrive together go together again. */
export function actOneByOne(alone: boolean) {
  oneByOne = alone
}

/** The site's Registrar, with its calls to the database counted. */
export class Registrar extends SiteRegistrar {
  #last: Promise<unknown> = Promise.resolve()

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, countedEnv(env, 'registrar'))
  }

  override act<V extends keyof Verbs>(letterId: number, act: Verbs[V][0]): Promise<Answer<V>> {
    if (!oneByOne) return super.act<V>(letterId, act)
    // Nobody is let in before the one ahead is answered, so no two are ever waiting together.
    const next = this.#last.then(() => super.act<V>(letterId, act))
    this.#last = next
    return next
  }

  /** Confirms many in as few groups as the Registrar makes of them. Returns how many count. */
  async confirmAll(letterId: number, acts: ConfirmAct[]): Promise<number> {
    const answers = await Promise.all(acts.map((act) => super.act<'confirm'>(letterId, act)))
    return answers.filter(({ outcome }) => outcome === 'counted').length
  }

  /** Confirms in groups of a size, one after the other; without a ledger too, to see what it costs. */
  async confirmGroups(letterId: number, acts: ConfirmAct[], { size, ledger }: Grouping) {
    const keeper = this.keeper(letterId)
    const without = { ...keeper, append: () => Promise.resolve([]) }
    let counted = 0
    for (let from = 0; from < acts.length; from += size) {
      const group = acts.slice(from, from + size)
      const { outcomes } = await commitGroup(ledger ? keeper : without, letterId, group)
      counted += outcomes.filter(({ outcome }) => outcome === 'counted').length
    }
    return counted
  }
}
