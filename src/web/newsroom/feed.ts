import type { Letter } from '../../letters/letter'
import type { FeedEvent } from '../../newsroom/feed'
import { paths } from '../../paths'
import { ukMoment } from '../../uk-time'
import { addressee } from '../ui/addressee'
import { hostNames } from '../ui/host-names'
import { formatNumber, signatures } from '../ui/number'
import { correctionInWords } from './correction-in-words'
import { tellDealing } from './tell-dealing'

type Told = { title: string; summary: string; path: string }

const DEMONSTRATION = 'Demonstration letter: its people and schools are made up.'

/**
 * A letter's course as an Atom feed (RFC 4287). The identifiers are tag URIs (RFC 4151) of the
 * ledger's own name, so that they outlive a move of the site.
 */
export function atomFeed(letter: Letter, events: FeedEvent[], site: string): string {
  const newest = Math.max(...events.map(updatedAt), letter.openedAt ?? 0)
  const about = `What has happened to the open letter to ${addressee(letter)}.`
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">',
    `<id>${xml(tagOf(letter))}</id>`,
    `<title>${xml(letter.title)}</title>`,
    `<subtitle>${xml(withNotice(letter, about))}</subtitle>`,
    `<updated>${rfc3339(newest)}</updated>`,
    `<link rel="self" type="application/atom+xml" href="${xml(site + paths.feed(letter.slug))}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(site + paths.letter(letter.slug))}"/>`,
    ...authors(letter),
    '<generator>Countersign</generator>',
    ...events.map((event) => entry(letter, event, site)),
    '</feed>\n',
  ].join('\n')
}

function entry(letter: Letter, event: FeedEvent, site: string): string {
  const { title, summary, path } = tell(letter, event)
  return [
    '<entry>',
    `<id>${xml(`${tagOf(letter)}/${event.id}`)}</id>`,
    `<title>${xml(title)}</title>`,
    `<published>${rfc3339(event.at)}</published>`,
    `<updated>${rfc3339(updatedAt(event))}</updated>`,
    `<category term="${event.kind === 'dealing' ? event.dealing.kind : event.kind}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(site + path)}"/>`,
    `<summary>${xml(withNotice(letter, summary))}</summary>`,
    '</entry>',
  ].join('\n')
}

function updatedAt(event: FeedEvent): number {
  return event.kind === 'dealing' ? event.updatedAt : event.at
}

function tell(letter: Letter, event: FeedEvent): Told {
  switch (event.kind) {
    case 'dealing':
      return tellDealing(letter.slug, event.dealing)
    case 'published':
      return {
        title: `Published: ${letter.title}`,
        summary: `An open letter to ${addressee(letter)}, from ${hostNames(letter.hosts)}.`,
        path: paths.letter(letter.slug),
      }
    case 'edition': {
      const { number, reason, spellingOnly } = event.edition
      const why = reason ? `Why the text changed: ${sentence(reason)} ` : ''
      return {
        title: `Edition ${number} of the text${spellingOnly ? ': a spelling corrected' : ''}`,
        summary: `${why}Earlier signatures stay with the edition that they were given to.`,
        path: paths.edition(letter.slug, number),
      }
    }
    case 'milestone': {
      const { number, reachedAt, ledgerSize } = event.milestone
      return {
        title: `${formatNumber(number)} signatures`,
        summary: `The total first reached ${formatNumber(number)} at ${ukMoment(reachedAt)}.`,
        path: paths.pastTotal(letter.slug, ledgerSize),
      }
    }
    case 'correction': {
      const { sentence: why, countedBefore, countedAfter } = event.correction
      const [before, after] = [formatNumber(countedBefore), formatNumber(countedAfter)]
      const total = before === after ? `stayed at ${after}` : `went from ${before} to ${after}`
      return {
        title: correctionInWords(event.correction),
        summary: `${sentence(why)} The total ${total} at ${ukMoment(event.at)}.`,
        path: paths.corrections(letter.slug),
      }
    }
    case 'update': {
      const { number, title, author } = event.update
      return {
        title,
        summary: `News of the letter, by ${author}.`,
        path: paths.update(letter.slug, number),
      }
    }
    case 'pack': {
      const { counted, names, ledgerSize, sha256 } = event.pack
      return {
        title: 'A pack for the recipient was made',
        summary: `${signatures(counted)}, ${formatNumber(names)} by name. SHA-256 ${sha256}.`,
        path: paths.pastTotal(letter.slug, ledgerSize),
      }
    }
    case 'closed':
      return {
        title: 'Closed to new signatures',
        summary: `The letter closed at ${ukMoment(event.at)}.`,
        path: paths.newsroom(letter.slug),
      }
  }
}

/** The ledger's name is fixed when a letter is made; a tag's authority has no port. */
function tagOf({ origin, openedAt }: Letter): string {
  const [authority = '', ...path] = origin.split('/')
  const host = authority.replace(/:\d+$/, '')
  return `tag:${host},${rfc3339(openedAt ?? 0).slice(0, 10)}:${path.join('/')}`
}

/** In the letters of RFC 3986: browsers let more of them pass. */
const URI = /^https?:([\w.~:/?#@!$&'()*+,;=-]|%[\da-f]{2})+$/i

/** An address that is none would make the whole feed invalid. */
function authors({ hosts }: Letter): string[] {
  return hosts.map(({ name, url }) => {
    const address = url === null ? undefined : URL.parse(url)?.href
    const uri = address && URI.test(address) ? `<uri>${xml(address)}</uri>` : ''
    return `<author><name>${xml(name)}</name>${uri}</author>`
  })
}

function withNotice({ demonstration }: Letter, text: string): string {
  return demonstration ? `${text} ${DEMONSTRATION}` : text
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`
}

function rfc3339(at: number): string {
  return new Date(at).toISOString()
}

/** Text as XML 1.0 can hold it: of the characters that it can't, nothing stays. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
