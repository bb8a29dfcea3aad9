import { hasWords, type Dealing } from '../../dealings/dealing'
import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import { Time } from '../ui/time'
import { dealingInWords, firstWords, momentOf, replyInWords } from './dealing-words'

type DealingsProps = { letter: Letter; dealings: Dealing[] }

/** What passed with the recipient, for the timeline. */
export function dealingItems({ letter, dealings }: DealingsProps) {
  return dealings.map((dealing) => ({
    at: momentOf(dealing),
    what: (
      <>
        <DealingLine letter={letter} dealing={dealing} dealings={dealings} />
        <DealingChanges dealing={dealing} />
      </>
    ),
  }))
}

/** What it was, how its words begin, and where they stand whole. */
export function DealingLine({ letter, dealing, dealings }: DealingsProps & { dealing: Dealing }) {
  const { number, words, source, takenBackAt } = dealing
  const { what, rest } = dealingInWords(dealing)
  const about = dealings.find((one) => one.number === dealing.about)
  if (takenBackAt !== null) return <b>{what}</b>
  return (
    <>
      <b>{what}</b>
      {rest}
      {about && (
        <>
          , about <a href={paths.reply(letter.slug, about.number)}>{replyInWords(about)}</a>
        </>
      )}
      .{words !== '' && <> “{firstWords(words)}”</>}
      {number > 0 && hasWords(dealing) && (
        <>
          {' '}
          <a class="noprint" href={paths.reply(letter.slug, number)}>
            Read it whole<span class="vh">: {replyInWords(dealing)}</span>
          </a>
        </>
      )}
      {source && (
        <>
          {hasWords(dealing) && ' ·'} <SourceLink source={source} />
        </>
      )}
    </>
  )
}

/** Where it can be read elsewhere. */
export function SourceLink({ source }: { source: string }) {
  return (
    <a href={source} rel="nofollow ugc noopener">
      Source: {URL.canParse(source) ? new URL(source).hostname : source}
    </a>
  )
}

/** That and why something was changed since it was entered, or taken back. */
export function DealingChanges({ dealing }: { dealing: Dealing }) {
  const { changedAt, changedBecause, takenBackAt, takenBackBecause } = dealing
  return (
    <>
      {changedAt !== null && takenBackAt === null && (
        <span class="blk s soft">
          Changed on <Time at={changedAt} kind="day" />: {changedBecause}
        </span>
      )}
      {takenBackAt !== null && (
        <span class="blk s soft">
          Taken back on <Time at={takenBackAt} kind="day" />: {takenBackBecause}
        </span>
      )}
    </>
  )
}
