import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import { BADGE } from './badge'
import { EMBED } from './embed-size'

type Shared = Pick<Letter, 'slug' | 'title'>

/** The line that puts a letter's count on another page; it grows no wider than there is room. */
export function embedCode(
  site: string,
  { slug, title }: Shared,
  size: { width: number; height: number } = EMBED
): string {
  return String(
    <iframe
      src={site + paths.embed(slug)}
      title={`Count of signatures: ${title}`}
      {...size}
      loading="lazy"
      style="border:0;max-width:100%"
    />
  )
}

/** The same as a picture that leads to the letter, for where no frame is allowed. */
export function badgeCode(site: string, { slug, title }: Shared): string {
  return String(
    <a href={site + paths.letter(slug)}>
      <img src={site + paths.badge(slug)} alt={`Count of signatures: ${title}`} {...BADGE} />
    </a>
  )
}
