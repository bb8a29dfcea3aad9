import * as z from 'zod/mini'
import { cleanMarkdown } from '../desk/clean-text'
import { count, line } from '../desk/draft-form'
import type { Letter, Point } from '../letters/letter'
import { byField, type Read, type Typed } from '../signatures/read-form'
import type { AudienceHost } from './audience'
import type { UpdateAudience, WrittenUpdate } from './update'

const LONGEST_TEXT = 20_000

/** What a team types, and the version that this was made from; 0: it is new. */
export type TypedUpdate = Pick<
  WrittenUpdate,
  'version' | 'title' | 'author' | 'markdown' | 'points' | 'audience'
>

const some = (what: string, longest: number, none: string) =>
  line(what, longest).check(z.refine((text) => text !== '', none))

const fields = z.object({
  version: count,
  title: some('The title', 150, 'Give the update a title.'),
  author: some('The name', 100, 'Say who writes this.'),
  markdown: z._default(z.string(), '').check(
    z.overwrite(cleanMarkdown),
    z.refine((text) => text !== '', 'Write what happened.'),
    z.maxLength(LONGEST_TEXT, {
      error: ({ input }) =>
        `The text must be 20,000 characters or fewer (now ${String(input).length}).`,
    })
  ),
})

/** The fields of what it may be about, and of whose followers may get it. */
export const pointField = ({ anchor }: Pick<Point, 'anchor'>) => `about-${anchor}`
export const hostField = ({ id }: Pick<AudienceHost, 'id'>) => `host-${id}`

/** An update as it was typed, cleaned; or what is wrong with it, by field. */
export function readUpdate(
  letter: Pick<Letter, 'edition'>,
  points: Point[],
  hosts: AudienceHost[],
  typed: Typed
): Read<TypedUpdate> {
  const read = fields.safeParse(typed)
  if (!read.success) return { problems: byField(read.error) }
  const about = points.filter((point) => typed[pointField(point)] === 'on')
  return {
    data: {
      ...read.data,
      points: about.map(({ anchor, label }) => ({ anchor, label })),
      audience: {
        signers: signersIn(letter, typed),
        followers: typed.followers === 'on',
        hosts: hosts.filter((host) => typed[hostField(host)] === 'on').map(({ id }) => id),
      },
    },
  }
}

function signersIn({ edition }: Pick<Letter, 'edition'>, typed: Typed): UpdateAudience['signers'] {
  if (typed.signers === 'all') return 'all'
  // A form that stayed open while the letter got new words keeps to the edition that it named.
  const before = Number(typed.before)
  const known = Number.isSafeInteger(before) && before > 1 && before <= edition
  return typed.signers === 'earlier' ? { before: known ? before : edition } : null
}
