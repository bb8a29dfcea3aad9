import { paths } from '../../paths'

const SLUG = '{slug}'
const UUID = '{uuid}'

const others = [
  {
    address: `${paths.letter(SLUG)}/live`,
    what: 'a WebSocket that sends {counted, as_of, ledger_size} whenever the total moves',
  },
  { address: paths.feed(SLUG), what: 'what happened to the letter, as Atom' },
  { address: paths.badge(SLUG), what: 'the total as a picture, in light and dark' },
  { address: paths.embed(SLUG), what: 'the total as a small page, for a frame in yours' },
  {
    address: '/oembed?url={address}',
    what: 'the same by oEmbed, for an address of a letter; width and height with maxwidth, maxheight',
  },
  {
    address: paths.pastTotal(SLUG, 214).replace('214', '{ledger_size}'),
    what: 'a page with the total as it was, to cite',
  },
  {
    address: paths.keptDayJws(SLUG, '{date}'),
    what: 'the numbers as they were kept and signed on a day of UK time',
  },
  {
    address: paths.editionText(SLUG, 1).replace('1.txt', '{edition}.txt'),
    what: 'the text of an edition, byte for byte as text_sha256 has it',
  },
  { address: paths.checkpoint(UUID), what: 'the newest signed head of a ledger' },
  {
    address: `${paths.totalProof(UUID)}?size={size}`,
    what: 'a total with its proof, to be checked offline',
  },
  { address: paths.keyFile(), what: 'the keys that sign, as C2SP has them' },
  { address: paths.jwks(), what: 'the same keys as a JWK set' },
]

/** Addresses for other people’s pages and for checking, whose formats are told elsewhere. */
export function OtherAddresses() {
  return (
    <>
      <dl class="fields">
        {others.map(({ address, what }) => (
          <div>
            <dt>
              <code>{address}</code>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p>
        The page of a letter’s ledger explains how to check its number, with one command or in the
        browser.
      </p>
    </>
  )
}
