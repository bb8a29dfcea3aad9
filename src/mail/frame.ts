import type { LetterInMail } from './chosen'
import { imprint } from './imprint'
import { inWords, oneLine } from './in-words'
import type { Content } from './message'

/** The site that sends, as its mails name it. */
export type Site = { name: string; origin: string }

/** A part of a paragraph: text, or an address that a reader may follow. */
export type Piece = string | { to: string }

/**
 * A piece of a mail. A paragraph is plain text, with addresses in it or without; only `html` was
 * made safe already.
 */
export type Block =
  | string
  | Piece[]
  | { letter: LetterInMail }
  | { heading: string }
  | { link: string; label: string }
  | { code: string }
  | { title: string; text: string; html: string }

type Mail = {
  subject: string
  body: Block[]
  /** Why its reader gets it, as a whole sentence. */
  because: string
  letter?: LetterInMail
  /** Something to keep, at the very end: what for, and the lines as they must stay. */
  keep?: { why: Piece[]; lines: string }
}

const FONT = "font-family:Georgia,'Times New Roman',serif;font-size:17px;line-height:1.5"
const SMALL = 'font-family:Arial,sans-serif;font-size:14px;line-height:1.5;margin:0 0 12px'
const BUTTON =
  'display:inline-block;padding:12px 20px;background:#1c3d8c;color:#ffffff;border-radius:2px;' +
  'font-family:Arial,sans-serif;font-weight:bold;text-decoration:none'
const LINK = 'color:inherit;overflow-wrap:anywhere;word-break:break-word'
const KEEP =
  'font-family:Consolas,monospace;font-size:12px;line-height:1.5;margin:0;white-space:pre-wrap;' +
  'overflow-wrap:anywhere;word-break:break-all'
const CODE = 'font-family:Consolas,monospace;font-size:30px;letter-spacing:4px;margin:0 0 16px'

/** Sets a mail once and gives it in both parts: as text, and as HTML with nothing to load. */
export function frame(site: Site, { subject, body, because, letter, keep }: Mail): Content {
  const about = [[because], ...imprint(site, letter), ...(keep ? [keep.why] : [])]
  const kept = keep ? [keep.lines.trimEnd()] : []
  return {
    subject,
    text: [...body.map(asText), '-- ', ...about.map(asText), ...kept].join('\n\n') + '\n',
    html: [
      '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">',
      '<meta name="viewport" content="width=device-width">',
      '<meta name="color-scheme" content="light dark">',
      `<title>${escape(subject)}</title></head>`,
      `<body style="margin:0;padding:24px 16px;${FONT}"><div style="max-width:560px">`,
      ...body.map(asHtml),
      '<hr style="border:0;border-top:1px solid #7c705f;margin:28px 0 16px">',
      ...about.map((line) => `<p style="${SMALL}">${piecesHtml(line)}</p>`),
      ...kept.map((lines) => `<pre style="${KEEP}">${escape(lines)}</pre>`),
      '</div></body></html>',
    ].join('\n'),
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

/** Text as it may stand in HTML, in an attribute too. */
function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

function asText(block: Block): string {
  if (typeof block === 'string') return block
  if (Array.isArray(block)) return block.map(shown).join('')
  if ('heading' in block) return block.heading.toUpperCase()
  if ('code' in block) return block.code
  if ('html' in block) return `${block.title}\n\n${block.text}`
  // Alone on its line, so that no mail program takes a neighbour for a part of it.
  if ('link' in block) return `${block.label}:\n${block.link}`
  return letterLines(block.letter).join('\n')
}

function asHtml(block: Block): string {
  if (typeof block === 'string') return asHtml([block])
  if (Array.isArray(block)) return `<p style="margin:0 0 16px">${piecesHtml(block)}</p>`
  if ('heading' in block) {
    return `<h2 style="font-size:19px;margin:28px 0 8px">${escape(block.heading)}</h2>`
  }
  if ('html' in block) {
    return `<h1 style="font-size:24px;line-height:1.25;margin:24px 0 8px">${escape(block.title)}</h1>\n${block.html}`
  }
  if ('code' in block) return `<p style="${CODE}">${escape(block.code)}</p>`
  if ('link' in block) return linkHtml(escape(block.link), escape(block.label))

  const [title = '', ...lines] = letterLines(block.letter).map(escape)
  return (
    '<p style="margin:0 0 16px;padding-left:14px;border-left:3px solid #7c705f">' +
    `<strong>${title}</strong><br>${lines.join('<br>')}</p>`
  )
}

function piecesHtml(pieces: Piece[]): string {
  return pieces.map(pieceHtml).join('')
}

function pieceHtml(piece: Piece): string {
  const href = typeof piece === 'string' ? null : hrefOf(piece.to)
  const text = escape(shown(piece))
  return href ? `<a href="${escape(href)}" style="${LINK}">${text}</a>` : text
}

/** Where an address leads, if it is one: a contact may also be a telephone number. */
function hrefOf(address: string): string | null {
  if (/^[^\s/:]+@[^\s/:]+$/.test(address)) return `mailto:${address}`
  return /^https?:\/\/\S+$/.test(address) ? address : null
}

function shown(piece: Piece): string {
  return typeof piece === 'string' ? piece : oneLine(piece.to)
}

/** The address is readable too, for whoever would rather see where a button leads. */
function linkHtml(href: string, label: string): string {
  return (
    `<p style="margin:20px 0 12px"><a href="${href}" style="${BUTTON}">${label}</a></p>` +
    `<p style="${SMALL};word-break:break-all">${href}</p>`
  )
}

function letterLines({ title, addressedTo, hosts }: LetterInMail): string[] {
  const from = hosts.length > 0 ? [`From: ${inWords(hosts)}`] : []
  return [`“${title}”`, `To: ${addressedTo}`, ...from].map(oneLine)
}
