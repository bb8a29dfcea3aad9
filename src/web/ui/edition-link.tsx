import { paths } from '../../paths'

type EditionLinkProps = {
  /** Of the letter; null if not everyone sees it, so that there is nothing to link to. */
  slug: string | null
  number: number
  /** What stands behind its number, such as " of the letter". */
  of?: string
}

/** Names an edition of a letter, with a link to its words. */
export function EditionLink({ slug, number, of = '' }: EditionLinkProps) {
  const name = `edition ${number}${of}`
  return slug === null ? <>{name}</> : <a href={paths.edition(slug, number)}>{name}</a>
}
