/** Ways to hand the letter to somebody else, with nothing of anybody's in between. */
export function PassItOn({ title, address }: { title: string; address: string }) {
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
      </p>
    </section>
  )
}
