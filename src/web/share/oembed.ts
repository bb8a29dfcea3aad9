import * as z from 'zod/mini'
import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import { hostNames } from '../ui/host-names'
import { embedCode } from './embed-code'
import { EMBED, NARROW_EMBED } from './embed-size'

const pixels = z.optional(z.pipe(z.string().check(z.regex(/^[1-9]\d*$/)), z.transform(Number)))

/** What a consumer asks for: https://oembed.com, section 2.2. */
export const oembedQuery = z.object({
  url: z.string(),
  format: z._default(z.string(), 'json'),
  maxwidth: pixels,
  maxheight: pixels,
})

export type OembedQuery = z.output<typeof oembedQuery>

/** The slug of the letter that an address on this site is of, by its page or its embed; or null. */
export function slugIn(site: string, address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url?.host !== new URL(site).host) return null
  return /^\/(?:letters|embed)\/([a-z0-9-]+)\/?$/.exec(url.pathname)?.[1] ?? null
}

/** A letter's count as rich content, no larger than the consumer has room for. */
export function describeEmbed(
  site: string,
  letter: Pick<Letter, 'slug' | 'title' | 'hosts'>,
  { maxwidth = EMBED.width, maxheight = Infinity }: Pick<OembedQuery, 'maxwidth' | 'maxheight'>
) {
  const width = Math.min(maxwidth, EMBED.width)
  const wanted = width < NARROW_EMBED.below ? NARROW_EMBED.height : EMBED.height
  const size = { width, height: Math.min(maxheight, wanted) }
  return {
    version: '1.0',
    type: 'rich',
    provider_name: 'Countersign',
    provider_url: site + paths.home(),
    title: letter.title,
    author_name: hostNames(letter.hosts),
    cache_age: 86400,
    ...size,
    html: embedCode(site, letter, size),
  }
}
