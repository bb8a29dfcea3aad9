import { COMMENT_REASONS, type CommentState } from '../../comments/comment'
import type { CommentDecision, SeenComment } from '../../comments/decide'
import type { CheckedComment } from '../../comments/find'
import { cleanLine } from '../../desk/clean-text'
import type { Problems } from '../../signatures/signature'
import type { Posted } from '../form'

const LONGEST = 200

type Pressed = Pick<CommentDecision, 'seen' | 'to' | 'reason' | 'because'>

/** A comment as its box sends it back: which one, and what was seen of it. */
export function sentAs({ number, writtenAt, state }: CheckedComment): string {
  return `${number}.${writtenAt}.${state}`
}

/** Reads a press on the page of comments, or says what is wrong with it. */
export function readDecision(
  values: Posted,
  ticked: string[]
): { pressed: Pressed } | { problems: Problems } {
  const to = (['shown', 'refused'] as const).find((one) => one === values.to)
  if (!to) return { problems: { form: 'Choose what to do with one of the buttons.' } }
  const seen = ticked.flatMap(readSeen)
  if (seen.length === 0) return { problems: { comments: 'Tick those that are meant.' } }
  if (to === 'shown') return { pressed: { seen, to, reason: null, because: null } }

  const reason = COMMENT_REASONS.find(({ key }) => key === values['reason-why'])
  if (!reason) return { problems: { 'reason-why': 'Choose why.' } }
  const because = cleanLine(values['sentence-why'] ?? '') || reason.sentence
  if (!because) return { problems: { 'sentence-why': 'Say to the signer why not.' } }
  const { length } = [...because]
  return length > LONGEST
    ? { problems: { 'sentence-why': `Use ${LONGEST} characters or fewer (now ${length}).` } }
    : { pressed: { seen, to, reason: reason.key, because } }
}

function readSeen(text: string): SeenComment[] {
  const [, number, writtenAt, state] =
    /^(\d{1,9})\.(\d{1,15})\.(waiting|shown|refused)$/.exec(text) ?? []
  if (!state) return []
  return [{ number: Number(number), writtenAt: Number(writtenAt), state: state as CommentState }]
}
