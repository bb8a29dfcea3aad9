import { anonymise, type Anonymisation, type AnonymiseAct } from './anonymise'
import { close, type CloseAct, type Closing } from './close'
import { confirm, type ConfirmAct, type Confirmation } from './confirm'
import { correct, type CorrectAct, type Correction } from './correct'
import { disown, type DisownAct, type Disowning } from './disown'
import { erase, type EraseAct, type Erasure } from './erase'
import { examine, type ExamineAct, type Examination } from './examine'
import { expire, type ExpireAct, type Expiry } from './expire'
import { finish, type FinishAct, type Finishing } from './finish'
import type { Group } from './group'
import { hold, type HoldAct, type Holding } from './hold'
import type { Wanted } from './read-rows'
import { publish, type Publication, type PublishAct } from './publish'
import { refuse, type RefuseAct, type Refusing } from './refuse'
import { reinstate, type ReinstateAct, type Reinstatement } from './reinstate'
import { release, type Release, type ReleaseAct } from './release'
import { remove, type Removal, type RemoveAct } from './remove'
import { reopen, type ReopenAct, type Reopening } from './reopen'
import { signAgain, type SignAgainAct, type SigningAgain } from './sign-again'
import { withdraw, type WithdrawAct, type Withdrawal } from './withdraw'

/** Each verb of the Registrar: what it is asked, and what it answers. */
export type Verbs = {
  anonymise: [AnonymiseAct, Anonymisation]
  close: [CloseAct, Closing]
  confirm: [ConfirmAct, Confirmation]
  correct: [CorrectAct, Correction]
  disown: [DisownAct, Disowning]
  erase: [EraseAct, Erasure]
  examine: [ExamineAct, Examination]
  expire: [ExpireAct, Expiry]
  finish: [FinishAct, Finishing]
  hold: [HoldAct, Holding]
  publish: [PublishAct, Publication]
  refuse: [RefuseAct, Refusing]
  reinstate: [ReinstateAct, Reinstatement]
  release: [ReleaseAct, Release]
  remove: [RemoveAct, Removal]
  reopen: [ReopenAct, Reopening]
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
    case 'anonymise':
      return anonymise(group, act)
    case 'close':
      return close(group, act)
    case 'confirm':
      return confirm(group, master, act)
    case 'correct':
      return correct(group, master, act)
    case 'disown':
      return disown(group, master, act)
    case 'erase':
      return erase(group, master, act)
    case 'examine':
      return examine(group)
    case 'expire':
      return expire(group, act)
    case 'finish':
      return finish(group, act)
    case 'hold':
      return hold(group, master, act)
    case 'publish':
      return publish(group, act)
    case 'refuse':
      return refuse(group, act)
    case 'reinstate':
      return reinstate(group, act)
    case 'release':
      return release(group, master, act)
    case 'remove':
      return remove(group, act)
    case 'reopen':
      return reopen(group, act)
    case 'sign-again':
      return signAgain(group, act)
    case 'withdraw':
      return withdraw(group, master, act)
  }
}

/** Which signatures acts are about, as readKnown finds them. */
export function idsOf(acts: Act[]): Wanted {
  const anonymised = acts.flatMap((act) => (act.verb === 'anonymise' ? [act.before] : []))
  return {
    ids: acts.flatMap((act) => ('id' in act ? [act.id] : [])),
    whole: acts.flatMap((act) => (act.verb === 'erase' ? [act.id] : [])),
    before: Math.max(0, ...anonymised),
  }
}
