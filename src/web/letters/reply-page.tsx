import { isCorrectable } from '../../dealings/correction'
import { pointsIn, repliedTo, type Dealing } from '../../dealings/dealing'
import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import { addressee } from '../ui/addressee'
import { EditionLink } from '../ui/edition-link'
import { HostNames } from '../ui/host-names'
import { Layout } from '../ui/layout'
import { Section } from '../ui/section'
import { MARK_WORDS } from './answered'
import { DealingChanges, dealingItems, SourceLink } from './dealing-items'
import { dayInWords, dealingInWords } from './dealing-words'
import { Time } from '../ui/time'

type ReplyPageProps = {
  letter: Letter
  dealing: Dealing
  /** All that passed with the recipient. */
  dealings: Dealing[]
}

/** Something that passed with the recipient: its words in full, and what the hosts make of them. */
export function ReplyPage({ letter, dealing, dealings }: ReplyPageProps) {
  const { number, day, takenBackAt } = dealing
  const { what, rest } = dealingInWords(dealing)
  const title = `${what}, ${dayInWords(day)}`
  const about = dealings.filter((one) => one.about === number)
  return (
    <Layout title={`${title}: ${letter.title}`} letter={letter}>
      <header class="hd">
        <p class="up">
          <a href={paths.letter(letter.slug)}>{letter.title}</a>, to {addressee(letter)}
        </p>
        <h1>{title}</h1>
        {takenBackAt === null && rest && (
          <p>
            {what}
            {rest}.
          </p>
        )}
        <p>
          <DealingChanges dealing={dealing} />
        </p>
      </header>
      {takenBackAt === null && <DealingInFull letter={letter} dealing={dealing} />}
      {(about.length > 0 || isCorrectable(dealing)) && (
        <Section id="corrections" title="Corrections">
          <ol class="tl">
            {dealingItems({ letter, dealings: about }).map(({ at, what: line }) => (
              <li>
                <Time at={at} kind="day" />
                <p>{line}</p>
              </li>
            ))}
          </ol>
          {isCorrectable(dealing) && (
            <p class="noprint">
              Are you the recipient, and is this shown wrongly?{' '}
              <a href={paths.replyCorrection(letter.slug, number)}>Ask for a correction</a>
            </p>
          )}
        </Section>
      )}
    </Layout>
  )
}

/** Its words, and what the hosts make of them. */
export function DealingInFull({ letter, dealing }: Pick<ReplyPageProps, 'letter' | 'dealing'>) {
  const { html, source, marks } = dealing
  return (
    <>
      <Section id="words" title="In full">
        <article class="letter sheet">
          {html ? (
            <div class="text" dangerouslySetInnerHTML={{ __html: html }} />
          ) : (
            <p class="m0">No words are recorded.</p>
          )}
        </article>
        <p class="mt s">
          Entered by those behind the letter. {source && <SourceLink source={source} />}
        </p>
      </Section>
      {marks.length > 0 && <Judgement letter={letter} dealing={dealing} />}
    </>
  )
}

/** What the hosts say of each point, and the words that they take it from. */
function Judgement({ letter, dealing }: Pick<ReplyPageProps, 'letter' | 'dealing'>) {
  const { marks, edition } = dealing
  return (
    <Section id="points" title="Point by point">
      <p>
        <b>
          Replied to {repliedTo(marks)} of {pointsIn(dealing)} points
        </b>{' '}
        of <EditionLink slug={letter.slug} number={edition ?? letter.edition} />. This is how those
        behind the letter, <HostNames hosts={letter.hosts} />, judge the reply. It is not the
        recipient’s own judgement; the quoted words are the recipient’s.
      </p>
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">Point</th>
            <th scope="col">The hosts’ judgement</th>
            <th scope="col">The reply’s words</th>
          </tr>
        </thead>
        <tbody>
          {marks.map(({ anchor, label, mark, words }) => (
            <tr>
              <th scope="row" class="nw">
                <a href={`${paths.edition(letter.slug, edition ?? letter.edition)}#${anchor}`}>
                  Point {label}
                </a>
              </th>
              <td>{MARK_WORDS[mark]}</td>
              <td>{words === '' ? '–' : `“${words}”`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
