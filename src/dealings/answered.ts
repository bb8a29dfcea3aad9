import type { Edition, Point } from '../letters/letter'
import { pointHtml } from '../letters/point-html'
import { repliedTo, type Dealing, type PointMark } from './dealing'

/** A point as the newest answer that speaks to it left it, and which answer that was. */
export type AnsweredPoint = PointMark & Pick<Dealing, 'day' | 'number'>

/** How far the recipient's answers speak to an edition's points. */
export type Answered = {
  /** All points of the edition, in order; `marked` is null where nobody said anything of it. */
  points: (Pick<Point, 'anchor' | 'label'> & { marked: AnsweredPoint | null })[]
  repliedTo: number
  /** The newest answer. */
  newest: Dealing
}

/**
 * What the hosts say of an edition's points and the recipient's answers to them. A newer answer
 * goes before an older one, point by point; where a point's words are others than those that were
 * answered, nothing is said. Null if nothing is said of any point.
 */
export function answeredOf(
  dealings: Dealing[],
  { html, points }: Pick<Edition, 'html' | 'points'>
): Answered | null {
  const answers = dealings.filter(
    ({ kind, takenBackAt }) => kind === 'answer' && takenBackAt === null
  )
  const newest = answers.at(-1)
  const marked = new Map<string, AnsweredPoint>()
  for (const { marks, editionHtml, day, number } of answers) {
    for (const mark of marks) {
      const meant = pointHtml(editionHtml ?? '', mark.anchor)
      const isSame = meant !== null && meant === pointHtml(html, mark.anchor)
      if (isSame) marked.set(mark.anchor, { ...mark, day, number })
    }
  }
  if (!newest || marked.size === 0) return null
  return {
    points: points.map(({ anchor, label }) => ({
      anchor,
      label,
      marked: marked.get(anchor) ?? null,
    })),
    repliedTo: repliedTo([...marked.values()]),
    newest,
  }
}
