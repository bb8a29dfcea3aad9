import type { Head } from '../register/school.ts'

const QUALIFIED =
  '(?:co|joint|acting|interim|executive|exec|deputy|associate|designated|regional|area|primary|secondary)'

// A job where a name should be. `Head` and `Leader` are surnames too: it takes more to make a job.
const JOB = new RegExp(
  [
    `(?:${QUALIFIED}[\\s–-]*)*(?:head\\s?(?:teacher|master|mistress)|principal)s?`,
    `(?:${QUALIFIED}[\\s–-]*)+(?:director|leader)s?(?: for \\w+)?`,
    `(?:${QUALIFIED}[\\s–-]*)*heads? of (?:school|centre|federation)`,
    `(?:${QUALIFIED}[\\s–-]*)+heads?`,
    'HoS|EHT',
    '(?<=\\S\\s)(?:acting|interim)(?=$|[\\s,/])',
    '[–-]\\s*(?:primary|secondary)(?=$|[\\s,/])',
  ]
    .map((one) => `(?<![\\w’'-])(?:${one})(?![\\w’'])`)
    .join('|'),
  'gi'
)

const TITLE =
  /^(?:mr|mrs|miss|ms|mx|dr|prof|professor|rev|revd|fr|father|sr|sister|rabbi|canon|sir|dame)\.?(?=\s|$)/i

const LETTERS_AFTER =
  /(?:^|[\s,;])(?:BA|BSc|BEd|MA|MSc|MEd|PhD|PGCE|QTS|NPQH|NLE|MBE|OBE|CBE|Hons)(?=$|[\s,;])/gi

const PARTICLE = /^(?:al|da|de|del|den|der|di|dos|du|el|la|le|mac|o|st|ten|van|von)$/i

const NO_NAME =
  /\d|@|\b(?:vacan(?:t|cy)|tb[ac]|unknown|until|from|cover|school|academy|phase|none|not|applicable)\b/i

/** What stands between two people, once every way of writing it has been made one. */
const BETWEEN = '|'

/**
 * The heads in the two cells of a row, as people; at best one. Two who share the job stand there in
 * dozens of ways. What does not come apart cleanly into a first and a last name for each of them
 * names nobody: better that than somebody who is not there.
 */
export function readHeads(firstCell: string, lastCell: string): Head[] {
  const first = marked(firstCell)
  const last = marked(lastCell)
  const firsts = piecesOf(first)
  const lasts = piecesOf(last)
  const people = together(firsts, lasts, endsApart(first) || beginsApart(last))
  const heads = people.map(([a, b]) => ({ first: a, last: b }))
  return heads.every(isName) ? withoutRepeats(heads) : []
}

/** The cell with jobs and notes taken out, and one mark where one person ends. */
function marked(cell: string): string {
  return cell
    .replace(/\s+/gu, ' ')
    .replace(/[([]([^)\]]*)[)\]]?/g, (_, note: string) => {
      return note.search(JOB) >= 0 || /phase|primary|secondary/i.test(note) ? BETWEEN : ' '
    })
    .replace(JOB, BETWEEN)
    .replace(/\s[01]\.\d+\b/g, BETWEEN)
    .replace(LETTERS_AFTER, ' ')
    .replace(/\s*[&/;,+]\s*|\s+and\s+|^and\s+|\s+and$/gi, BETWEEN)
    .replace(/\s*-\s*/g, '-')
}

function piecesOf(cell: string): string[] {
  return cell.split(BETWEEN).flatMap((piece) => {
    const text = piece.replace(/^[\s.:–-]+|[\s.:–-]+$/g, '').replace(/\s+/g, ' ')
    return text === '' ? [] : [text]
  })
}

function endsApart(cell: string) {
  return cell.trimEnd().endsWith(BETWEEN)
}

function beginsApart(cell: string) {
  return cell.trimStart().startsWith(BETWEEN)
}

/** Everybody's first and last name; an empty one where there is none. */
function together(firsts: string[], lasts: string[], apart: boolean): [string, string][] {
  const plain = firsts.map(untitled)
  const isPaired = plain.length > 1 && plain.every((one) => !one.includes(' '))
  if (isPaired && lasts.length === plain.length) {
    return plain.map((one, i) => [one, untitled(lasts[i] ?? '')])
  }

  const [begun = '', opened = ''] = [plain.at(-1), lasts[0]]
  const isTwo = apart || begun === '' || opened === '' || isWhole(begun, opened)
  if (isTwo) return [...plain, ...lasts].map(split)
  const others = [...plain.slice(0, -1), ...lasts.slice(1)].map(split)
  return [[begun, untitled(opened)], ...others]
}

/** Does the first cell hold a whole name, so that the last one holds another person’s? */
function isWhole(first: string, last: string) {
  const words = untitled(last).split(' ')
  return first.includes(' ') && words.length > 1 && !PARTICLE.test(words[0] ?? '')
}

/** A whole name: all but the last word is the first name, and particles belong to the surname. */
function split(piece: string): [string, string] {
  const words = untitled(piece).split(' ')
  let from = words.length - 1
  while (from > 1 && PARTICLE.test(words[from - 1] ?? '')) from--
  return [words.slice(0, from).join(' '), words.slice(from).join(' ')]
}

function untitled(piece: string): string {
  const rest = piece.replace(TITLE, '').trim()
  return rest === piece ? piece : untitled(rest)
}

function isName({ first, last }: Head): boolean {
  const isText = (part: string) => /\p{L}/u.test(part) && !NO_NAME.test(part)
  return isText(first) && isText(last) && last.length > 1
}

function withoutRepeats(heads: Head[]): Head[] {
  const known = new Map(heads.map((head) => [`${head.first}\n${head.last}`.toLowerCase(), head]))
  return [...known.values()]
}
