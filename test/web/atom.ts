import { elementsOf, parseXml, textOf, type Element } from './xml'

export type AtomEntry = {
  id: string
  title: string
  summary: string
  updated: string
  href: string
}
export type AtomFeed = {
  id: string
  title: string
  subtitle: string
  updated: string
  self: string
} & {
  authors: string[]
  entries: AtomEntry[]
}

/** How often each element may stand in another: RFC 4287, sections 4.1.1 and 4.1.2. */
const FEED: Occurrences = {
  id: [1, 1],
  title: [1, 1],
  updated: [1, 1],
  author: [1, Infinity],
  subtitle: [0, 1],
  generator: [0, 1],
  icon: [0, 1],
  logo: [0, 1],
  rights: [0, 1],
  category: [0, Infinity],
  contributor: [0, Infinity],
  link: [1, Infinity],
  entry: [0, Infinity],
}

const ENTRY: Occurrences = {
  id: [1, 1],
  title: [1, 1],
  updated: [1, 1],
  published: [0, 1],
  summary: [0, 1],
  rights: [0, 1],
  author: [0, Infinity],
  category: [0, Infinity],
  contributor: [0, Infinity],
  link: [1, Infinity],
}

const PERSON: Occurrences = { name: [1, 1], uri: [0, 1], email: [0, 1] }

type Occurrences = Record<string, [least: number, most: number]>

/** Reads an Atom feed. Throws where RFC 4287 does not allow what is there, or wants what is not. */
export function readAtom(text: string): AtomFeed {
  const feed = parseXml(text)
  demand(feed.name === 'feed', 'its element is no feed')
  demand(
    feed.attributes.get('xmlns') === 'http://www.w3.org/2005/Atom',
    'its namespace is not that of Atom'
  )
  count(feed, FEED)
  const entries = elementsOf(feed, 'entry').map(readEntry)
  demand(new Set(entries.map(({ id }) => id)).size === entries.length, 'two entries have one id')
  const links = linksOf(feed)
  return {
    id: uri(only(feed, 'id')),
    title: words(feed, 'title'),
    subtitle: words(feed, 'subtitle'),
    updated: moment(only(feed, 'updated')),
    self: links.get('self') ?? fail('it has no link to itself'),
    authors: elementsOf(feed, 'author').map(readPerson),
    entries,
  }
}

function readEntry(entry: Element): AtomEntry {
  count(entry, ENTRY)
  for (const published of elementsOf(entry, 'published')) moment(textOf(published))
  return {
    id: uri(only(entry, 'id')),
    title: words(entry, 'title'),
    summary: words(entry, 'summary'),
    updated: moment(only(entry, 'updated')),
    href: linksOf(entry).get('alternate') ?? fail('an entry has neither content nor alternate'),
  }
}

function readPerson(person: Element): string {
  count(person, PERSON)
  for (const one of elementsOf(person, 'uri')) uri(textOf(one))
  return only(person, 'name')
}

/** The address of each relation. None here has two of a relation in one type and language. */
function linksOf(element: Element): Map<string, string> {
  const links = elementsOf(element, 'link').map(({ attributes, children }) => {
    demand(children.length === 0, 'a link has content')
    const href = uri(attributes.get('href') ?? fail('a link leads nowhere'))
    demand(/^[\w.+-]+\/[\w.+-]+$/.test(attributes.get('type') ?? 'a/a'), 'a link has no media type')
    return [attributes.get('rel') ?? 'alternate', href] as const
  })
  demand(new Map(links).size === links.length, 'two links are the same')
  return new Map(links)
}

function count(element: Element, allowed: Occurrences) {
  for (const child of elementsOf(element)) {
    demand(child.name in allowed, `${child.name} may not stand in ${element.name}`)
    if (child.name === 'category') demand(child.attributes.has('term'), 'a category has no term')
  }
  demand(textOf(element).trim() === '', `text stands directly in ${element.name}`)
  for (const [name, [least, most]] of Object.entries(allowed)) {
    const n = elementsOf(element, name).length
    demand(n >= least && n <= most, `${name} stands ${n} times in ${element.name}`)
  }
}

function only(element: Element, name: string): string {
  const [child = fail(`there is no ${name}`)] = elementsOf(element, name)
  demand(elementsOf(child).length === 0, `${name} is no plain text`)
  demand(textOf(child).trim() !== '', `${name} is empty`)
  return textOf(child)
}

/** A text construct, here always plain text. */
function words(element: Element, name: string): string {
  const [child] = elementsOf(element, name)
  if (!child) return ''
  demand((child.attributes.get('type') ?? 'text') === 'text', `${name} is not plain text`)
  return only(element, name)
}

function moment(text: string): string {
  const isOne = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)
  demand(isOne && !Number.isNaN(Date.parse(text)), `${text} is no time of RFC 3339`)
  return text
}

/** An absolute address, in the letters that an address may have. */
function uri(text: string): string {
  demand(
    /^[a-z][a-z0-9+.-]*:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+$/.test(text),
    `${text} is no URI`
  )
  if (text.startsWith('tag:')) {
    const tag = /^tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[^#]+$/
    demand(tag.test(text), `${text} is no tag of RFC 4151`)
  } else {
    demand(URL.canParse(text), `${text} is no URI`)
  }
  return text
}

function fail(problem: string): never {
  throw new Error(`This is no Atom feed: ${problem}.`)
}

function demand(holds: boolean, problem: string) {
  if (!holds) fail(problem)
}
