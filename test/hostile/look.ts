import { readAtom } from '../web/atom'
import { parseXml } from '../web/xml'
import { readZip, text } from '../web/zip'
import { readPage, type Page } from './page'

/** What no page of ours has, and what only somebody else would bring in. */
const FOREIGN =
  /^(x-odd.*|object|embed|base|applet|frame|frameset|marquee|math|foreignobject|audio|video)$/
const TRACES =
  /\n\s+at \S+ ?\(|D1_ERROR|SQLITE_|TypeError|RangeError|\[object Object\]|>undefined<|>NaN</
const OWN = /^\//
const LEADS = /^(https?:\/\/|mailto:|\/|#|\?|$)/
const ADDRESSES = new Set([
  'href',
  'src',
  'action',
  'formaction',
  'poster',
  'cite',
  'data',
  'xlink:href',
  'srcdoc',
  'background',
])

/**
 * Reads an answer as the program does that it is meant for. Throws where somebody's words have
 * become more than words, where it is not well formed, or where the site tells of its insides.
 */
export async function look(
  where: string,
  answer: Response,
  body?: Uint8Array
): Promise<Page | null> {
  const demand = (fits: boolean, problem: string) => {
    if (!fits) throw new Error(`${shortened(where)}: ${problem}`)
  }
  const bytes = body ?? new Uint8Array(await answer.arrayBuffer())
  const [type = ''] = (answer.headers.get('content-type') ?? '').split(';')
  const named = answer.headers.get('content-disposition')
  demand(
    named === null || /^attachment(; filename="[\w.-]+")?$/.test(named),
    `it is named ${named}`
  )
  demand(answer.status < 500 || IN_ORDER.has(answer.status), `it is ${answer.status}`)
  if (type === 'application/zip') {
    for (const [name, file] of readZip(bytes))
      await lookInto(`${where} ${name}`, typeNamed(name), text(file.bytes), demand)
    return null
  }
  if (type === 'application/octet-stream' || bytes.length === 0) return null
  return lookInto(where, type, text(bytes), demand)
}

function shortened(where: string): string {
  return where.length > 300 ? `${where.slice(0, 200)} … ${where.slice(-100)}` : where
}

function must(fits: boolean, problem: string) {
  if (!fits) throw new Error(problem)
}

/** Of oEmbed, a format that nobody has; and what can be tried again. */
const IN_ORDER = new Set([501, 503])

type Demand = (fits: boolean, problem: string) => void

function typeNamed(name: string): string {
  if (name.endsWith('.html')) return 'text/html'
  return name.endsWith('.csv') ? 'text/csv' : 'text/plain'
}

async function lookInto(
  where: string,
  type: string,
  words: string,
  demand: Demand
): Promise<Page | null> {
  const trace = TRACES.exec(words)
  demand(
    !trace,
    `it tells ${trace?.[0]} ${words.slice((trace?.index ?? 0) - 200, (trace?.index ?? 0) + 300)}`
  )
  switch (type) {
    case 'text/html':
      return lookAtPage(
        await readPage(/^\/dev\/mail\/.*\/html\b/.test(where) ? asMailed(words) : words, '/'),
        demand
      )
    case 'text/csv':
      return lookAtTable(words, demand)
    case 'application/atom+xml':
      readAtom(words)
      return null
    case 'image/svg+xml':
      demand(
        parseXml(`<?xml version="1.0" encoding="utf-8"?>${words}`).name === 'svg',
        'it is no picture'
      )
      return lookAtPage(await readPage(words, '/'), demand)
    case 'text/calendar':
      return lookAtCalendar(words, demand)
    case 'application/json':
      JSON.parse(words)
      return null
    default:
      demand(type === 'text/plain' || type === 'application/jose', `nobody knows what ${type} is`)
      return null
  }
}

/** A mail as a mail program has it. */
export async function lookAtMail(mail: {
  subject: string
  text: string
  html: string
  headers: string
  to_address: string
}) {
  const demand: Demand = (fits, problem) => {
    if (!fits) throw new Error(`the mail “${mail.subject}” to ${mail.to_address}: ${problem}`)
  }
  const headers = Object.entries(JSON.parse(mail.headers) as Record<string, string>).flat()
  for (const header of [mail.subject, mail.to_address, ...headers]) {
    demand(!/[\p{Cc}\u2028\u2029]/u.test(header), `it has a header ${JSON.stringify(header)}`)
  }
  demand(!/[^\P{Cc}\t\n]/u.test(mail.text), 'its text holds what is no text')
  lookAtPage(await readPage(asMailed(mail.html), '/'), demand)
}

/** Without the plain style that a mail brings along, and what the development inbox adds to show it. */
function asMailed(html: string): string {
  return html.replace('<base target="_top">', '').replaceAll(/ style="[\w :;#.,%()'!-]*"/g, '')
}

/** A page, or a part of one, as a browser has it. */
export function lookAtPage(page: Page, demand: Demand = must): Page {
  for (const { name, attributes } of page.elements) {
    demand(!FOREIGN.test(name), `it has an element ${name}`)
    if (name === 'script' || name === 'img')
      demand(OWN.test(attributes.get('src') ?? ''), `it has a ${name} of somebody’s`)
    for (const [attribute, value] of attributes) {
      demand(
        /^(?!on|odd|style$)[a-z][\w:-]*$/i.test(attribute),
        `its ${name} has an attribute ${attribute}`
      )
      demand(!ADDRESSES.has(attribute) || LEADS.test(value), `its ${name} leads to ${value}`)
      demand(attribute !== 'http-equiv', `its ${name} acts as a header`)
    }
  }
  return page
}

/** RFC 4180: every row as wide as the first, and no cell that a spreadsheet would run. */
function lookAtTable(csv: string, demand: Demand): null {
  const [names = [], ...rows] = rowsIn(csv.replace(/^\uFEFF/, ''))
  for (const row of rows) {
    demand(
      row.length === names.length,
      `its row ${JSON.stringify(row)} is not as wide as its names`
    )
    for (const cell of row)
      demand(
        !/^[=+\-@\t\r\n\0＝＋－＠]/.test(cell),
        `its cell ${JSON.stringify(cell)} is a formula`
      )
  }
  return null
}

export function rowsIn(csv: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, bare = '', end] of csv.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy
  )) {
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  const read = rows.map((one) => one.length).length
  if (csv !== '' && (read === 0 || row.length > 0)) throw new Error('this is no table')
  return rows
}

/** RFC 5545: lines of 75 octets that end in CRLF, and one event of ours. */
function lookAtCalendar(words: string, demand: Demand): null {
  const lines = words.split('\r\n')
  demand(lines.pop() === '', 'its last line does not end')
  for (const line of lines) {
    demand(new TextEncoder().encode(line).length <= 75, 'a line is too long')
    demand(!/[^\P{Cc}\t]/u.test(line), 'a line holds what is no text')
  }
  const whole = lines.join('\n').replaceAll('\n ', '').split('\n')
  const names = whole.map((line) => /^[A-Z-]+(?=[:;])/.exec(line)?.[0] ?? line)
  demand(new Set(names).size === names.length - 2, `its lines are ${names.join()}`)
  return null
}
