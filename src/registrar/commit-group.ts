import { idsOf, perform, type Act, type Outcome } from './acts'
import { namesAtSchools } from './changed-schools'
import { Group } from './group'
import { all, type Committed } from './committed'
import { calm, forkInWords, refuse, type Keeper } from './keeper'
import { nameKey } from './name-key'
import { isKnownTree, NO_MEMORY, sameTree, treeOf, type Memory, type Tree } from './memory'
import { isRefusedByData, messageOf } from './database-error'
import { readHead, readKnown, type Known } from './read'
import { LedgerBroken } from './seal-draft'
import { writeGroup } from './write'

const ATTEMPTS = 2

/** Each time that somebody else's batch, or a late one of ours, came first, is one more chance. */
const MOST_ATTEMPTS = 6

/** In a long outage of writing, only so many of the trees that never came to be are remembered. */
const MOST_INTENDED = 50

/**
 * Decides acts on what D1 holds now and writes them in one batch: two D1 calls. After an error it
 * finds out what happened. Landed is counted; not landed is tried once more; unknown is said.
 */
export async function commitGroup(
  keeper: Keeper,
  letterId: number,
  acts: Act[],
  attempt = 1
): Promise<Committed> {
  const known = await readKnown(keeper.db, letterId, idsOf(acts))
  if (!known.letter) return all(acts, null, 'gone')
  const found = treeOf(known.head)
  // A Registrar that remembers nothing takes the tree it finds.
  const memory = keeper.recall() ?? NO_MEMORY
  if (!isKnownTree(memory, found)) {
    await refuse(keeper, memory, 'ledger-fork', forkInWords(memory, found))
    return all(acts, known.letter, 'refusing')
  }
  const intended = notice(keeper, memory, found)
  // A damaged ledger is read from end to end when it is looked at, so not at every act.
  if (memory.refused === 'ledger-broken' && !acts.some(({ verb }) => verb === 'examine')) {
    return all(acts, known.letter, 'refusing')
  }

  const group = new Group(known.letter, known)
  if (memory.refused || !memory.committed) group.isExamined = true
  const now = new Date(latest(acts))
  const decided = await decide(keeper, known, group, acts, now)
  if (!decided) return apart(keeper, letterId, acts)
  const { outcomes, appended } = decided
  const mails = group.promised().map(({ id }) => id)
  const done = { letter: group.letter, outcomes, mails, head: group.draft.head }
  if (appended instanceof LedgerBroken) {
    const { committed } = keeper.recall() ?? NO_MEMORY
    await refuse(keeper, { ...memory, committed, intended }, 'ledger-broken', appended.message)
    return all(acts, known.letter, 'refusing')
  }
  if (memory.refused) await calm(keeper, memory.refused, { committed: found, intended })
  else if (!memory.committed) keeper.remember({ committed: found, intended })
  if (!group.hasChanges && appended.length === 0) return done

  const tree = treeOf(group.draft.head)
  keeper.remember({ committed: found, intended: [...intended, tree].slice(-MOST_INTENDED) })

  try {
    await keeper.db.batch(writeGroup(keeper.db, group, appended, now))
  } catch (error) {
    return afterError(keeper, letterId, acts, attempt, group, done, error)
  }
  keeper.remember({ committed: tree, intended: [] })
  return done
}

type Decided = { outcomes: Outcome[]; appended: D1PreparedStatement[] | LedgerBroken }

/** Lets every act change the group and seals what they append; null if one of them can't be. */
async function decide(
  keeper: Keeper,
  known: Known,
  group: Group,
  acts: Act[],
  now: Date
): Promise<Decided | null> {
  const outcomes: Outcome[] = []
  try {
    for (const act of acts) outcomes.push(await perform(group, act, keeper.master))
    for (const name of namesAtSchools(group)) {
      group.nameKeys.set(name, await nameKey(keeper.master, name))
    }
    return { outcomes, appended: await keeper.append(keeper, known, group, now) }
  } catch (error) {
    if (error instanceof LedgerBroken) return { outcomes, appended: error }
    console.error('registrar can’t decide', group.letter.id, messageOf(error))
    return null
  }
}

/**
 * An answer got lost and its batch had landed: from now on the tree before it is foreign. What a
 * Registrar without memory finds is believed only once it was checked. Returns what is intended.
 */
function notice(keeper: Keeper, memory: Memory, found: Tree): Tree[] {
  if (!memory.committed || sameTree(memory.committed, found)) return memory.intended
  keeper.remember({ ...memory, committed: found, intended: [] })
  return []
}

async function afterError(
  keeper: Keeper,
  letterId: number,
  acts: Act[],
  attempt: number,
  group: Group,
  done: Committed,
  error: unknown
): Promise<Committed> {
  console.error('registrar batch failed', letterId, messageOf(error))
  const head = await readHead(keeper.db, letterId).catch(() => undefined)
  if (head === undefined) return all(acts, group.letter, 'unknown')
  if (head && head.batch === group.draft.head.batch) {
    keeper.remember({ committed: treeOf(head), intended: [] })
    return done
  }
  const moved = (head?.version ?? 0) !== group.draft.before.version
  if (isRefusedByData(error) && !moved && acts.length > 1) return apart(keeper, letterId, acts)
  if (attempt >= (moved ? MOST_ATTEMPTS : ATTEMPTS)) return all(acts, group.letter, 'not-yet')
  // The first batch may still land, so that nobody knows if the next try can't even be made.
  const again = commitGroup(keeper, letterId, acts, attempt + 1)
  return again.catch(() => all(acts, group.letter, 'unknown'))
}

/** One act that can't be decided or written must not hold up the others: it is found by halving. */
async function apart(keeper: Keeper, letterId: number, acts: Act[]): Promise<Committed> {
  if (acts.length === 1) return all(acts, null, 'not-yet')
  const middle = Math.ceil(acts.length / 2)
  const parts: Committed[] = []
  for (const half of [acts.slice(0, middle), acts.slice(middle)]) {
    const part = commitGroup(keeper, letterId, half)
    parts.push(await part.catch(() => all(half, null, 'not-yet')))
  }
  return {
    letter: parts.findLast(({ letter }) => letter)?.letter ?? null,
    outcomes: parts.flatMap(({ outcomes }) => outcomes),
    mails: parts.flatMap(({ mails }) => mails),
    head: parts.findLast(({ head }) => head)?.head ?? null,
  }
}

function latest(acts: Act[]): number {
  return Math.max(...acts.map(({ at }) => at))
}
