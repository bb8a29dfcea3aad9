import type { Letter } from '../letters/letter'
import { idsOf, perform, type Act, type Outcome, type Undecided } from './acts'
import { Group } from './group'
import { isKnownTree, sameTree, treeOf, type Memory, type Tree } from './memory'
import { readHead, readKnown } from './read'
import { writeGroup } from './write'

export type Keeper = {
  db: D1Database
  master: Uint8Array
  /** The Registrar's own storage, which outlives it and which no database restore reaches. */
  recall: () => Memory | null
  remember: (memory: Memory) => void
  alarm: (kind: string, detail: string) => Promise<void>
  calm: (kind: string) => Promise<void>
}

export type Committed = {
  letter: Letter | null
  outcomes: (Outcome | Undecided)[]
  mails: string[]
}

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
  const { ids, whole } = idsOf(acts)
  const known = await readKnown(keeper.db, letterId, ids, whole)
  if (!known.letter) return all(acts, null, 'gone')
  const found = treeOf(known.head)
  // A Registrar that remembers nothing takes the tree it finds.
  const memory = keeper.recall() ?? { committed: found, intended: [] }
  if (!isKnownTree(memory, found)) {
    await refuse(keeper, memory, found)
    return all(acts, known.letter, 'refusing')
  }
  if (memory.refused) await keeper.calm('ledger-fork')
  // An answer got lost and its batch had landed: from now on, the tree before it is foreign too.
  const intended = sameTree(memory.committed, found) ? memory.intended : []
  if (memory.refused || intended !== memory.intended)
    keeper.remember({ committed: found, intended })

  const group = new Group(known.letter, known)
  const outcomes: Outcome[] = []
  for (const act of acts) outcomes.push(await perform(group, keeper.master, act))
  const done = { letter: group.letter, outcomes, mails: group.mails.map(({ id }) => id) }
  if (!group.hasChanges) return done

  const entries = await group.draft.seal(group.letter.uuid)
  const tree = treeOf(group.draft.head)
  keeper.remember({ committed: found, intended: [...intended, tree].slice(-MOST_INTENDED) })

  try {
    await keeper.db.batch(writeGroup(keeper.db, group, entries, new Date(latest(acts))))
  } catch (error) {
    return afterError(keeper, letterId, acts, attempt, group, done, error)
  }
  keeper.remember({ committed: tree, intended: [] })
  return done
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
  const landed =
    head?.version === group.draft.expectedVersion + 1 &&
    sameTree(treeOf(head), treeOf(group.draft.head))
  if (landed) {
    keeper.remember({ committed: treeOf(head), intended: [] })
    return done
  }
  const moved = (head?.version ?? 0) !== group.draft.expectedVersion
  if (isRefusedByData(error) && !moved && acts.length > 1) return inHalves(keeper, letterId, acts)
  const chances = moved ? MOST_ATTEMPTS : ATTEMPTS
  if (attempt < chances) return commitGroup(keeper, letterId, acts, attempt + 1)
  return all(acts, group.letter, 'not-yet')
}

/** One act that the database refuses must not hold up the others: it is found by halving. */
async function inHalves(keeper: Keeper, letterId: number, acts: Act[]): Promise<Committed> {
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
  }
}

async function refuse(keeper: Keeper, memory: Memory, found: Tree) {
  const size = (tree: Tree) => `${tree.size} entries, root ${tree.root || 'none'}`
  keeper.remember({ ...memory, refused: true })
  await keeper.alarm('ledger-fork', `Written: ${size(memory.committed)}. Found: ${size(found)}.`)
}

/** Did the database answer and say no, as opposed to not answering. */
function isRefusedByData(error: unknown): boolean {
  return /SQLITE_|constraint/i.test(messageOf(error))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function all(
  acts: Act[],
  letter: Letter | null,
  outcome: Undecided['outcome'] | 'gone'
): Committed {
  return { letter, outcomes: acts.map(() => ({ outcome })), mails: [] }
}

function latest(acts: Act[]): number {
  return Math.max(...acts.map(({ at }) => at))
}
