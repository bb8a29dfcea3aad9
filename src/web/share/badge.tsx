import { raw } from 'hono/html'
import type { Letter } from '../../letters/letter'
import type { Totals } from '../../newsroom/totals'
import { ukMoment } from '../../uk-time'
import { formatNumber, signatures } from '../ui/number'
import { fitLines, textWidth } from './text-width'

/** Of the whole picture, in pixels. */
export const BADGE = { width: 320, height: 120 }

const MARGIN = 16
const ROOM = BADGE.width - 2 * MARGIN

/** The picture's own style: a picture in a page gets none from outside. */
export const BADGE_STYLE = `
text { fill: #221d17; font-family: 'Segoe UI', 'Noto Sans', Ubuntu, system-ui, sans-serif }
.serif { font-family: 'Iowan Old Style', 'Palatino Linotype', Palatino, P052, Georgia, 'Noto Serif', serif; font-variant-numeric: lining-nums }
.soft { fill: #5b5143 }
rect { fill: #fdfbf5; stroke: #7c705f }
path { stroke: #d6cbb6 }
@media (prefers-color-scheme: dark) {
text { fill: #ede6d9 }
.soft { fill: #b9ae9c }
rect { fill: #1f1c17; stroke: #8f8471 }
path { stroke: #3d372d }
}
`

type BadgeProps = {
  letter: Pick<Letter, 'title' | 'demonstration' | 'language'>
  totals: Totals
  /** The letter's records don't agree with each other. */
  stopped: boolean
}

/**
 * A letter's number as a picture, with its time, in the reader's light or dark. Nothing is measured
 * here: sizes are such that the text fits in whichever of its fonts the reader has.
 */
export function Badge({ letter, totals, stopped }: BadgeProps) {
  const title = xmlText(letter.title)
  const source = letter.demonstration ? 'Demonstration' : 'Countersign'
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${BADGE.width} ${BADGE.height}`}
      width={BADGE.width}
      height={BADGE.height}
      role="img"
      aria-labelledby="name"
      lang="en-GB"
    >
      <title id="name">{inWords(title, totals, stopped, letter.demonstration)}</title>
      <style>{raw(BADGE_STYLE)}</style>
      <rect x="0.5" y="0.5" width={BADGE.width - 1} height={BADGE.height - 1} />
      <Count counted={totals.counted} />
      <Title title={title} language={letter.language} />
      <path d={`M${MARGIN} 96.5h${ROOM}`} />
      <text class="soft" x={MARGIN} y="111" font-size="10">
        {stopped ? 'Being checked: do not quote' : `As of ${ukMoment(totals.asOf)}`}
      </text>
      <text class="soft" x={BADGE.width - MARGIN} y="111" font-size="10" text-anchor="end">
        {source}
      </text>
    </svg>
  )
}

/** The number and what it counts in one line, the number as large as that leaves room for. */
function Count({ counted }: Pick<Totals, 'counted'>) {
  const number = formatNumber(counted)
  const words = counted === 1 ? 'signature confirmed' : 'signatures confirmed'
  const room = ROOM - textWidth(` ${words}`) * 12
  const size = Math.min(36, Math.floor(room / textWidth(number)))
  return (
    <text x={MARGIN} y="39" font-size="12">
      <tspan class="serif" font-size={size}>
        {number}
      </tspan>{' '}
      {words}
    </text>
  )
}

/** Two lines of larger text, or else three smaller ones; what is longer yet is cut. */
function Title({ title, language }: { title: string; language: string }) {
  const two = fitLines(title, ROOM / 15, 2)
  const three = fitLines(title, ROOM / 13, 3)
  const [lines, size, first, step] = two.whole ? [two.lines, 15, 64, 19] : [three.lines, 13, 58, 16]
  return (
    <text class="serif" font-size={size} lang={language}>
      {lines.map((line, i) => (
        <tspan x={MARGIN} y={first + i * step}>
          {line}
        </tspan>
      ))}
    </text>
  )
}

function inWords(title: string, totals: Totals, stopped: boolean, demonstration: boolean): string {
  const said = `${title}: ${signatures(totals.counted)} confirmed, as of ${ukMoment(totals.asOf)}.`
  return [
    said,
    stopped ? 'The records are being checked: do not quote this number yet.' : '',
    demonstration ? 'Demonstration letter: its people are made up.' : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** Without the characters that no XML may hold, escaped or not. */
function xmlText(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
}
