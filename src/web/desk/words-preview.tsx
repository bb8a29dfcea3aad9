import type { Letter } from '../../letters/letter'
import { renderLetter } from '../../letters/render'
import { labelsTwice } from '../../desk/missing'
import { HostNames } from '../ui/host-names'
import { formatNumber } from '../ui/number'

export type WrittenWords = { title: string; addressedTo: string; markdown: string }

type WordsPreviewProps = {
  letter: Pick<Letter, 'hosts' | 'language'>
  words: WrittenWords
  /** Is it for those who write, so that it says what to mend. */
  mends?: boolean
}

/** The words as they will look, with their points numbered, and what to mend. */
export function WordsPreview({ letter, words, mends }: WordsPreviewProps) {
  const { html, points } = renderLetter(words.markdown)
  return (
    <>
      <p class="s soft">
        {counted(points.length, 'point')}, {counted(wordsIn(html), 'word')}
      </p>
      {(mends ? labelsTwice(points) : []).map((label) => (
        <p class="note">
          <b>Point {label} is there twice.</b> Each point needs a number of its own, or nobody can
          link to it. Number one of them anew.
        </p>
      ))}
      <article class="letter sheet">
        <div class="lh">
          <p>
            <HostNames hosts={letter.hosts} />
          </p>
        </div>
        <div class="lh">
          <p>{words.addressedTo || <i>To whom is not said yet</i>}</p>
        </div>
        <h2 class="title">{words.title || <i>No title yet</i>}</h2>
        {words.markdown ? (
          <div class="text" lang={letter.language} dangerouslySetInnerHTML={{ __html: html }} />
        ) : (
          <p>
            <i>Your words appear here.</i>
          </p>
        )}
      </article>
    </>
  )
}

function wordsIn(html: string): number {
  return html
    .replace(/<[^>]*>/g, ' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}

function counted(n: number, noun: string): string {
  return `${formatNumber(n)} ${noun}${n === 1 ? '' : 's'}`
}
