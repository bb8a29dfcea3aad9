import { confirm, type ConfirmAct, type Confirmation } from './confirm'
import { correct, type CorrectAct, type Correction } from './correct'
import { disown, type DisownAct, type Disowning } from './disown'
import { erase, type EraseAct, type Erasure } from './erase'
import { expire, type ExpireAct, type Expiry } from './expire'
import type { Group } from './group'
import { publish, type Publication, type PublishAct } from './publish'
import { signAgain, type SignAgainAct, type SigningAgain } from './sign-again'
import { withdraw, type WithdrawAct, type Withdrawal } from './withdraw'

/** Each verb of the Registrar: what it is asked, and what it answers. */
export type Verbs = {
  confirm: [ConfirmAct, Confirmation]
  correct: [CorrectAct, Correction]
  disown: [DisownAct, Disowning]
  erase: [EraseAct, Erasure]
  expire: [ExpireAct, Expiry]
  publish: [PublishAct, Publication]
  'sign-again': [SignAgainAct, SigningAgain]
  withdraw: [WithdrawAct, Withdrawal]
}

export type Act = Verbs[keyof Verbs][0]
export type Outcome = Verbs[keyof Verbs][1]

/** Nothing was decided, and this is what to tell whoever asked. */
export type Undecided = { outcome: 'not-yet' | 'unknown' | 'refusing' }

/** Lets one act change the group, and says what came of it. */
export async function perform(group: Group, master: Uint8Array, act: Act): Promise<Outcome> {
  switch (act.verb) {
    case 'confirm':
      return confirm(group, master, act)
    case 'correct':
      return correct(group, master, act)
    case 'disown':
      return disown(group, master, act)
    case 'erase':
      return erase(group, master, act)
    case 'expire':
      return expire(group, act)
    case 'publish':
      return publish(group, act)
    case 'sign-again':
      return signAgain(group, act)
    case 'withdraw':
      return withdraw(group, master, act)
  }
}

/** The signatures that acts are about; erasing reaches all of an address's. */
export function idsOf(acts: Act[]): { ids: string[]; whole: string[] } {
  const ids = acts.flatMap((act) => ('id' in act ? [act.id] : []))
  const whole = acts.flatMap((act) => (act.verb === 'erase' ? [act.id] : []))
  return { ids, whole }
}
