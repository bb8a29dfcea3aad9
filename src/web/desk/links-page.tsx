import { deskPaths } from '../../desk-paths'
import type { LetterLink, LinkKind } from '../../desk/letter-link'
import { HiddenFields } from '../signatures/hidden-fields'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'
import { LetterParts } from './letter-parts'

/** A kind of link that may be shared now, and the one that there is, with its whole address. */
export type SharedLink = { kind: LinkKind; link: (LetterLink & { address: string }) | null }

/** Links that let people without an account see what the public can't: make, renew, take back. */
export function LinksPage({ at, links }: { at: AtLetter; links: SharedLink[] }) {
  return (
    <DeskPage title="Private links" at={at}>
      <LetterParts at={at} part="links" />
      <div class="mt">
        {links.length === 0 && (
          <p>The letter is as public as it gets: there is no link to share.</p>
        )}
        {links.map((shared) => (
          <OneLink at={at} {...shared} />
        ))}
      </div>
    </DeskPage>
  )
}

const WORDS: Record<LinkKind, { title: string; what: string }> = {
  draft: {
    title: 'Readers of the draft',
    what: 'Whoever has this link reads the draft as it is at that moment and can leave remarks. Once the letter is published, the link shows the draft of its next edition, if there is one.',
  },
  founding: {
    title: 'Founding signatories',
    what: 'Whoever has this link can read the letter and sign it before it opens. Their number is shown for ever.',
  },
  embargo: {
    title: 'Journalists, under embargo',
    what: 'Whoever has this link reads the letter, its hosts, the press contact and when it opens, before it is public. It leads to the letter once that is open.',
  },
}

function OneLink({ at, kind, link }: { at: AtLetter } & SharedLink) {
  const { title, what } = WORDS[kind]
  const action = deskPaths.links(at.letter.id)
  const named = <span class="vh">: {title}</span>
  return (
    <Section id={kind} title={title}>
      <p>{what}</p>
      {link ? (
        <>
          <p class="copy">
            <a href={link.address}>{link.address}</a>
          </p>
          <p class="s soft">
            Made at <Time at={link.createdAt} kind="moment" />. Anyone it is passed on to can use
            it.
          </p>
          <div class="row">
            <form method="post" action={action}>
              <HiddenFields values={{ kind, do: 'renew', link: link.id }} />
              <button class="btn alt sm">Make a new one; this one ends{named}</button>
            </form>
            <form method="post" action={action}>
              <HiddenFields values={{ kind, do: 'revoke' }} />
              <button class="btn alt sm">Take it back{named}</button>
            </form>
          </div>
        </>
      ) : (
        <form method="post" action={action}>
          <HiddenFields values={{ kind, do: 'make' }} />
          <button class="btn alt">Make a link{named}</button>
        </form>
      )}
    </Section>
  )
}
