import { anonymise, type Anonymisation, type AnonymiseAct } from './anonymise'
import { archive, type ArchiveAct, type Archiving } from './archive'
import { close, type CloseAct, type Closing } from './close'
import { compareName, type CompareNameAct, type ComparingName } from './compare-name'
import { confirm, type ConfirmAct, type Confirmation } from './confirm'
import { correct, type CorrectAct, type Correction } from './correct'
import { deleteLetter, type DeleteAct, type Deletion } from './delete'
import { disown, type DisownAct, type Disowning } from './disown'
import { erase, type EraseAct, type Erasure } from './erase'
import { examine, type ExamineAct, type Examination } from './examine'
import { expire, type ExpireAct, type Expiry } from './expire'
import { finish, type FinishAct, type Finishing } from './finish'
import type { Group } from './group'
import { hold, type HoldAct, type Holding } from './hold'
import { open, type OpenAct, type Opening } from './open'
import { pause, type PauseAct, type Pausing } from './pause'
import type { Wanted } from './read-rows'
import { move, type MoveAct, type Moving } from './move'
import { publish, type Publication, type PublishAct } from './publish'
import { raise, type Raising, type RaiseAct } from './raise'
import { reconsider, type ReconsiderAct, type Reconsidering } from './reconsider'
import { reread, type RereadAct, type Rereading } from './reread'
import { putBack, type PutBackAct, type PuttingBack } from './put-back'
import { refuse, type RefuseAct, type Refusing } from './refuse'
import { reinstate, type ReinstateAct, type Reinstatement } from './reinstate'
import { release, type Release, type ReleaseAct } from './release'
import { remove, type Removal, type RemoveAct } from './remove'
import { reopen, type ReopenAct, type Reopening } from './reopen'
import { resume, type ResumeAct, type Resuming } from './resume'
import { schedule, type ScheduleAct, type Scheduling } from './schedule'
import { setClosing, type SetClosingAct, type SettingClosing } from './set-closing'
import { signAgain, type SignAgainAct, type SigningAgain } from './sign-again'
import { takeOff, type TakeOffAct, type TakingOff } from './take-off'
import { stop, type StopAct, type Stopping } from './stop'
import { unsubscribe, type UnsubscribeAct, type Unsubscription } from './unsubscribe'
import { unschedule, type UnscheduleAct, type Unscheduling } from './unschedule'
import { withdraw, type WithdrawAct, type Withdrawal } from './withdraw'

/** Each verb of the Registrar: what it is asked, and what it answers. */
export type Verbs = {
  anonymise: [AnonymiseAct, Anonymisation]
  archive: [ArchiveAct, Archiving]
  close: [CloseAct, Closing]
  'compare-name': [CompareNameAct, ComparingName]
  confirm: [ConfirmAct, Confirmation]
  correct: [CorrectAct, Correction]
  delete: [DeleteAct, Deletion]
  disown: [DisownAct, Disowning]
  erase: [EraseAct, Erasure]
  examine: [ExamineAct, Examination]
  expire: [ExpireAct, Expiry]
  finish: [FinishAct, Finishing]
  hold: [HoldAct, Holding]
  move: [MoveAct, Moving]
  open: [OpenAct, Opening]
  pause: [PauseAct, Pausing]
  publish: [PublishAct, Publication]
  'put-back': [PutBackAct, PuttingBack]
  raise: [RaiseAct, Raising]
  refuse: [RefuseAct, Refusing]
  reinstate: [ReinstateAct, Reinstatement]
  release: [ReleaseAct, Release]
  remove: [RemoveAct, Removal]
  reconsider: [ReconsiderAct, Reconsidering]
  reopen: [ReopenAct, Reopening]
  reread: [RereadAct, Rereading]
  resume: [ResumeAct, Resuming]
  schedule: [ScheduleAct, Scheduling]
  'set-closing': [SetClosingAct, SettingClosing]
  'sign-again': [SignAgainAct, SigningAgain]
  'take-off': [TakeOffAct, TakingOff]
  stop: [StopAct, Stopping]
  unarchive: [ArchiveAct, Archiving]
  unschedule: [UnscheduleAct, Unscheduling]
  unsubscribe: [UnsubscribeAct, Unsubscription]
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
    case 'archive':
    case 'unarchive':
      return archive(group, act)
    case 'close':
      return close(group, act)
    case 'compare-name':
      return compareName(group, master, act)
    case 'confirm':
      return confirm(group, master, act)
    case 'correct':
      return correct(group, master, act)
    case 'delete':
      return deleteLetter(group, act)
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
    case 'move':
      return move(group, act)
    case 'open':
      return open(group, act)
    case 'pause':
      return pause(group, act)
    case 'publish':
      return publish(group, act)
    case 'put-back':
      return putBack(group, master, act)
    case 'raise':
      return raise(group, master, act)
    case 'refuse':
      return refuse(group, master, act)
    case 'reconsider':
      return reconsider(group, act)
    case 'reinstate':
      return reinstate(group, master, act)
    case 'release':
      return release(group, master, act)
    case 'remove':
      return remove(group, master, act)
    case 'reopen':
      return reopen(group, act)
    case 'reread':
      return reread(group, act)
    case 'resume':
      return resume(group, act)
    case 'schedule':
      return schedule(group, act)
    case 'set-closing':
      return setClosing(group, act)
    case 'sign-again':
      return signAgain(group, act)
    case 'take-off':
      return takeOff(group, master, act)
    case 'stop':
      return stop(group, act)
    case 'unschedule':
      return unschedule(group, act)
    case 'unsubscribe':
      return unsubscribe(group, act)
    case 'withdraw':
      return withdraw(group, master, act)
  }
}

/** Does it show, or may it, a name that is not in the act. */
function showsName(act: Act): boolean {
  switch (act.verb) {
    case 'compare-name':
    case 'put-back':
    case 'reinstate':
    case 'release':
    case 'sign-again':
      return true
    default:
      return act.verb === 'correct' && act.fields.name === undefined
  }
}

/** Which signatures acts are about, as readKnown finds them. */
export function idsOf(acts: Act[]): Wanted {
  const anonymised = acts.flatMap((act) => (act.verb === 'anonymise' ? [act.before] : []))
  return {
    ids: acts.flatMap((act) => ('id' in act ? [act.id] : [])),
    whole: acts.flatMap((act) => (act.verb === 'erase' ? [act.id] : [])),
    before: Math.max(0, ...anonymised),
    names: acts.flatMap((act) => ('fields' in act ? (act.fields.name ?? []) : [])),
    theirNames: acts.some(showsName),
    keys: acts.flatMap((act) => (act.verb === 'raise' ? [act.mailbox.emailKey] : [])),
    urns: acts.flatMap((act) =>
      act.verb === 'reread' ? act.urns : 'fields' in act ? (act.fields.urn ?? []) : []
    ),
  }
}
