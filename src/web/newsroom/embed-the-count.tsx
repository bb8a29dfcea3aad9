import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import { badgeCode, embedCode } from '../share/embed-code'
import { EMBED } from '../share/embed-size'

type EmbedTheCountProps = { letter: Letter; site: string }

/** The count for other people's pages: how it looks there, and what to paste. */
export function EmbedTheCount({ letter, site }: EmbedTheCountProps) {
  return (
    <>
      <p>
        The number on your page stays the newest there is. It sets no cookie and asks your readers
        for nothing.
      </p>
      <div class="two">
        <div>
          <p class="k">Preview</p>
          <iframe
            class="preview"
            src={paths.embed(letter.slug)}
            width={EMBED.width}
            height={EMBED.height}
            loading="lazy"
            title={`Count of signatures: ${letter.title}`}
          ></iframe>
        </div>
        <div>
          <p class="k">Code to paste</p>
          <pre class="copy">{embedCode(site, letter)}</pre>
        </div>
        <div>
          <p class="k">As a picture, where frames are not allowed</p>
          <img src={paths.badge(letter.slug)} alt={`Count of signatures: ${letter.title}`} />
        </div>
        <div>
          <p class="k">Code to paste</p>
          <pre class="copy">{badgeCode(site, letter)}</pre>
        </div>
      </div>
    </>
  )
}
