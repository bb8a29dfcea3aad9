import type { HandIn } from '../../delivery/find'
import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import { ukClock, ukDay, ukWeekday } from '../../uk-time'

type HandInSectionProps = { letter: Letter; handIn: HandIn | null; now: Date }

/** When and where the letter is handed in. Of a plan that is over, the timeline says what came of it. */
export function HandInSection({ letter, handIn, now }: HandInSectionProps) {
  if (handIn === null) return null
  const isOver = handIn.endsAt <= now.getTime()
  if (isOver && (handIn.cancelledAt !== null || letter.handedInAt !== null)) return null
  return (
    <section class="pad" aria-labelledby="hand-in-heading">
      <h2 id="hand-in-heading">Handing it in</h2>
      <HandInWords slug={letter.slug} handIn={handIn} isOver={isOver} />
    </section>
  )
}

type HandInWordsProps = { slug: string; handIn: HandIn; isOver: boolean }

/** The same in words, for those who plan it too. */
export function HandInWords({ slug, handIn, isOver }: HandInWordsProps) {
  const { startsAt, endsAt, place, note, cancelledAt } = handIn
  const when = (
    <time datetime={new Date(startsAt).toISOString()}>
      {ukWeekday(startsAt)} {ukDay(startsAt)}, {ukClock(startsAt).slice(0, 5)} to {ukClock(endsAt)}
    </time>
  )
  return (
    <>
      {cancelledAt !== null ? (
        <p>
          <b>Called off:</b> the letter was to be handed in on {when}. Where: {place}
        </p>
      ) : (
        <p>
          The letter {isOver ? 'was' : 'is'} to be handed in on <b>{when}</b>. Where: {place}
        </p>
      )}
      {note && cancelledAt === null && <p>{note}</p>}
      {!isOver && (
        <p class="s noprint">
          <a href={paths.handIn(slug)}>
            {cancelledAt === null ? 'Put it into your calendar' : 'Take it out of your calendar'}
          </a>
        </p>
      )}
    </>
  )
}
