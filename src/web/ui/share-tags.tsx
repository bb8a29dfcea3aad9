import { paths } from '../../paths'

type ShareTagsProps = { title: string; description: string; address: string }

/**
 * How a link to a page looks where it is passed on (Open Graph, ogp.me; X reads that too, but for
 * its card). No number is in it: what such a place has once fetched, it shows for months.
 */
export function ShareTags({ title, description, address }: ShareTagsProps) {
  return (
    <>
      <link rel="canonical" href={address} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content="Countersign" />
      <meta property="og:locale" content="en_GB" />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={address} />
      <meta property="og:image" content={new URL(paths.sharePicture(), address).href} />
      <meta property="og:image:type" content="image/png" />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta
        property="og:image:alt"
        content="Countersign: open letters whose totals anyone can check."
      />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  )
}
