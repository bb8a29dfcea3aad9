import type { Env } from '../../../src/env'
import type { Verbs } from '../../../src/registrar/acts'
import type { ConfirmAct } from '../../../src/registrar/confirm'
import { Registrar as SiteRegistrar, type Answer } from '../../../src/registrar/registrar'
import { countedEnv } from './spent'

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
}
