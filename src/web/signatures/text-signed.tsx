import { paths } from '../../paths'

type TextSignedProps = { slug: string | null; edition: number; textSha256: string | null }

/** The very words that a signature is bound to: their edition, and the hash of their text. */
export function TextSigned({ slug, edition, textSha256 }: TextSignedProps) {
  return (
    <>
      {slug === null ? (
        `Edition ${edition}`
      ) : (
        <a href={paths.edition(slug, edition)}>Edition {edition}</a>
      )}
      {textSha256 && (
        <>
          , SHA-256 <code>{textSha256}</code>
        </>
      )}
    </>
  )
}
