import { paths } from '../../paths'

type PassItOnProps = { slug: string; title: string; address: string }

/** Ways to hand the letter to somebody else, with nothing of anybody's in between. */
export function PassItOn({ slug, title, address }: PassItOnProps) {
  const subject = encodeURIComponent(title)
  const text = encodeURIComponent(`${title}\n\n${address}`)
  return (
    <section class="pad noprint" aria-labelledby="share-heading">
      <h2 id="share-heading">Pass it on</h2>
      <p>
        Copy the address: <span class="mono">{address}</span>
      </p>
      <p class="row">
        <a href={`mailto:?subject=${subject}&body=${text}`}>Send by email</a>
        <a href={`https://wa.me/?text=${text}`}>Send by WhatsApp</a>
        <a href={paths.poster(slug)}>Print a poster</a>
      </p>
    </section>
  )
}
