import { paths } from '../paths'
import type { Block, Site } from './frame'
import { ukDay } from '../uk-time'

/** The link to a signature, what it is good for and how long. Only what counts can be corrected. */
export function manageLink(link: string, ends: number, site: Site, counts = true): Block[] {
  const changes = counts ? 'can correct it, hide or show your name, ' : 'can '
  return [
    { link, label: 'See or change your signature' },
    `There you see everything we hold about it, ${changes}download your data, withdraw or erase. ` +
      'Whoever has this link can do the same, so please don’t pass this mail on.',
    [
      `The link works until ${ukDay(ends)}. For a new one, ask at `,
      { to: site.origin + paths.myData() },
    ],
  ]
}
