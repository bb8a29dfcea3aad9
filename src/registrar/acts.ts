import { anonymise } from './anonymise'
import { archive } from './archive'
import { close } from './close'
import { compareName } from './compare-name'
import { confirm } from './confirm'
import { correct } from './correct'
import { deleteLetter } from './delete'
import { disown } from './disown'
import { erase } from './erase'
import { examine, type ExamineAct, type Examination } from './examine'
import { expire } from './expire'
import { finish } from './finish'
import type { Group } from './group'
import { hold } from './hold'
import { move } from './move'
import { open } from './open'
import { pause } from './pause'
import { publish } from './publish'
import { putBack } from './put-back'
import { raise } from './raise'
import type { Wanted } from './read-rows'
import { reconsider } from './reconsider'
import { refuse } from './refuse'
import { reinstate } from './reinstate'
import { release } from './release'
import { remove } from './remove'
import { reopen } from './reopen'
import { reread } from './reread'
import { resume } from './resume'
import { schedule } from './schedule'
import { setClosing } from './set-closing'
import { signAgain } from './sign-again'
import { stop } from './stop'
import { takeOff } from './take-off'
import { unschedule } from './unschedule'
import { unsubscribe } from './unsubscribe'
import { withdraw } from './withdraw'

const VERBS = {
  anonymise,
  archive,
  close,
  'compare-name': compareName,
  confirm,
  correct,
  delete: deleteLetter,
  disown,
  erase,
  examine: examine as (group: Group, act: ExamineAct) => Examination,
  expire,
  finish,
  hold,
  move,
  open,
  pause,
  publish,
  'put-back': putBack,
  raise,
  reconsider,
  refuse,
  reinstate,
  release,
  remove,
  reopen,
  reread,
  resume,
  schedule,
  'set-closing': setClosing,
  'sign-again': signAgain,
  stop,
  'take-off': takeOff,
  unarchive: archive,
  unschedule,
  unsubscribe,
  withdraw,
}

/** Each verb of the Registrar: what it is asked, and what it answers. */
export type Verbs = {
  [Verb in keyof typeof VERBS]: [
    Parameters<(typeof VERBS)[Verb]>[1],
    Awaited<ReturnType<(typeof VERBS)[Verb]>>,
  ]
}

export type Act = Verbs[keyof Verbs][0]
export type Outcome = Verbs[keyof Verbs][1]

/** Nothing was decided, and this is what to tell whoever asked. */
export type Undecided = { outcome: 'not-yet' | 'unknown' | 'refusing' }

type Perform = (group: Group, act: Act, master: Uint8Array) => Outcome | Promise<Outcome>

/** Lets one act change the group, and says what came of it. */
export async function perform(group: Group, act: Act, master: Uint8Array): Promise<Outcome> {
  const verb = VERBS[act.verb] as Perform
  return verb(group, act, master)
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
