import { plainWords } from '../letters/plain-words'
import { paths } from '../paths'
import type { LetterInMail } from './chosen'
import { frame, type Block, type Piece, type Site } from './frame'
import type { Content } from './message'
import type { UpdateWords } from './update-words'

export type UpdateMail = {
  letter: LetterInMail
  words: UpdateWords
  /** Why its reader gets it: by having signed, or by following the letter or that host. */
  to: 'signer' | 'follower' | { host: string }
  /** Where its reader says that it was enough; null in a test, whose reader asked for nothing. */
  link: string | null
}

/**
 * News of a letter, to those who asked for it. One press unsubscribes (RFC 8058): in the mail
 * program itself, or by the link at the end.
 */
export function updateMail({ letter, words, to, link }: UpdateMail, site: Site): Content {
  const { title, author, number } = words
  const page = number === null ? paths.updates(letter.slug) : paths.update(letter.slug, number)
  const base = site.origin + paths.letter(letter.slug)
  const content = frame(site, {
    subject: link === null ? `Test: ${title}` : title,
    letter,
    body: [
      `News of an open letter, by ${author}:`,
      { letter },
      {
        title,
        text: plainWords(words.markdown, base),
        // What leads to a place on a page leads to the letter's, in a mail.
        html: words.html.replaceAll('href="#', `href="${base}#`),
      },
      ...aboutPoints(words, base),
      ['The same on its page: ', { to: site.origin + page }],
      { heading: 'No more of these' },
      link === null
        ? 'This is a test. In the mail that readers get, a link stands here that ends such mail.'
        : [WHAT_ENDS(to), { to: link }],
    ],
    because: WHY(to),
  })
  if (link === null) return content
  const headers = {
    'List-Unsubscribe': `<${link}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
  return { ...content, headers: { ...content.headers, ...headers } }
}

const WHAT_ENDS = (to: UpdateMail['to']) =>
  typeof to === 'object'
    ? `To get no more news of ${to.host}, open this and press the button: `
    : 'To get no more news of this letter, open this and press the button: '

function WHY(to: UpdateMail['to']): string {
  if (to === 'signer')
    return 'You get this mail because you signed this letter and asked for news of it.'
  return `You get this mail because you asked to follow ${to === 'follower' ? 'this letter' : to.host}.`
}

function aboutPoints({ points }: UpdateWords, base: string): Block[] {
  if (points.length === 0) return []
  const named = points.flatMap(({ anchor, label }, i): Piece[] => [
    `${i > 0 ? ', ' : ''}point ${label} `,
    { to: `${base}#${anchor}` },
  ])
  return [['It is about ', ...named]]
}
