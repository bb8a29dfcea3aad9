import { diffLines, diffWordsWithSpace, type ChangeObject } from 'diff'
import { plainText } from './plain-text'

// Past this many changed words the search for the shortest difference costs more than it tells.
const MOST_CHANGES = 800

/**
 * How one Markdown text became another, as people read it: what went is struck out, what came is
 * underlined, both in words too. Of what stayed, only the lines about a change are shown.
 */
export function TextChange({ from, to }: { from: string; to: string }) {
  const [before, after] = [plainText(from), plainText(to)]
  if (before === after) return <p>The words are the same; only emphasis or layout changed.</p>

  const changes = joined(
    diffWordsWithSpace(before, after, { maxEditLength: MOST_CHANGES }) ?? diffLines(before, after)
  )
  return <div class="change">{changes.map((change, i) => piece(change, i, changes.length))}</div>
}

type Piece = Pick<ChangeObject<string>, 'value' | 'added' | 'removed'>

/** Changed words that have nothing but a space between them, as one change: what went, what came. */
function joined(changes: Piece[]): Piece[] {
  const pieces: Piece[] = []
  let [gone, come] = ['', '']
  const settle = () => {
    if (gone.trim() || !come.trim()) pieces.push({ value: gone, removed: true, added: false })
    if (come.trim() || !gone.trim()) pieces.push({ value: come, added: true, removed: false })
    gone = come = ''
  }
  for (const [i, change] of changes.entries()) {
    const bridges = /^[^\S\n]+$/.test(change.value) && gone + come !== '' && i < changes.length - 1
    if (!change.added && !change.removed && !bridges) {
      settle()
      pieces.push(change)
      continue
    }
    if (!change.added) gone += change.value
    if (!change.removed) come += change.value
  }
  settle()
  return pieces.filter(({ value }) => value !== '')
}

function piece({ value, added, removed }: Piece, i: number, length: number) {
  if (added) return <Changed tag="ins" words="Added" text={value} />
  if (removed) return <Changed tag="del" words="Removed" text={value} />
  return shortened(value, i === 0, i === length - 1)
}

function Changed({ tag: Tag, words, text }: { tag: 'ins' | 'del'; words: string; text: string }) {
  return (
    <Tag>
      <span class="vh">{words}: </span>
      {text}
      <span class="vh"> (end)</span>
    </Tag>
  )
}

/** What stayed: its first line, unless the text begins with it, and its last, unless it ends so. */
function shortened(text: string, atStart: boolean, atEnd: boolean): string {
  const lines = text.split('\n')
  const before = atStart ? [] : lines.slice(0, 1)
  const after = atEnd ? [] : lines.slice(-1)
  if (lines.length <= before.length + after.length + 1) return text
  return [...before, '[…]', ...after].join('\n')
}
