import type { MyLetter } from './my-letters'
import { denied, stageOf, type DeskAct } from './rights'

/** Something that waits for a member of a letter's team. */
export type ToDo = {
  what:
    | 'complaints'
    | 'reports'
    | 'looks'
    | 'notable'
    | 'cases'
    | 'objections'
    | 'held'
    | 'doubts'
    | 'comments'
    | 'corrections'
    | 'remarks'
    | 'unfinished'
    | 'whole'
    | 'hosts'
    | 'opens'
  letter: MyLetter
  /** How many of them; 100 stands for that or more. */
  n: number
}

/** What waits at letters for one of their team, as far as they may do it now; weightiest first. */
export function toDoAt(letters: MyLetter[], now: Date): ToDo[] {
  const kinds: [ToDo['what'], DeskAct, (letter: MyLetter) => number][] = [
    ['complaints', 'answer-complaints', ({ complaints }) => complaints],
    ['reports', 'check-names', ({ reports }) => reports],
    ['looks', 'check-names', ({ looks }) => looks],
    ['notable', 'keep-notable', ({ notable }) => notable],
    ['cases', 'handle-cases', ({ cases }) => cases],
    ['objections', 'handle-cases', ({ objections }) => objections],
    ['held', 'handle-cases', ({ held }) => held],
    ['doubts', 'check-schools', ({ doubts }) => doubts],
    ['comments', 'check-comments', ({ comments }) => comments],
    ['corrections', 'record-dealing', ({ corrections }) => corrections],
    ['remarks', 'settle-remarks', ({ remarks }) => remarks],
    ['whole', 'open', ({ whole }) => whole],
    ['unfinished', 'write-draft', (letter) => (isUnfinished(letter) ? 1 : 0)],
    ['hosts', 'ask-hosts', ({ hostsAsked }) => hostsAsked],
    ['opens', 'unschedule', ({ opensAt }) => (opensAt === null ? 0 : 1)],
  ]
  return kinds.flatMap(([what, act, count]) =>
    letters.flatMap((letter) => {
      const n = count(letter)
      const mine = denied(letter.role, stageOf(letter, now), act) === null
      return mine && n > 0 ? [{ what, letter, n }] : []
    })
  )
}

function isUnfinished({ state, opensAt, whole }: MyLetter): boolean {
  return state === 'draft' && opensAt === null && whole === 0
}
