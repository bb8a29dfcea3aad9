import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import type { ListedUpdate, Update } from '../../updates/update'
import { addressee } from '../ui/addressee'
import { Layout } from '../ui/layout'
import { Time } from '../ui/time'
import { FollowForm } from './follow-form'
import { AboutPoints, UpdateList } from './update-list'

type UpdatePageProps = { letter: Letter; update: Update; site: string }

/** One piece of news of a letter, on a page that people can pass on. */
export function UpdatePage({ letter, update, site }: UpdatePageProps) {
  const { title, author, number, publishedAt } = update
  return (
    <Layout
      title={`${title}: ${letter.title}`}
      description={`News of the open letter to ${addressee(letter)}, by ${author}.`}
      address={site + paths.update(letter.slug, number)}
      letter={letter}
    >
      <header class="hd">
        <p class="up">
          <a href={paths.letter(letter.slug)}>{letter.title}</a>, to {addressee(letter)}
        </p>
        <h1>{title}</h1>
        <p>
          By {author}, <Time at={publishedAt} kind="day" />.
          <AboutPoints letter={letter} update={update} />
        </p>
      </header>
      {letter.demonstration && (
        <p class="note">Demonstration letter: its people and schools are made up.</p>
      )}
      <article class="letter sheet narrow">
        <UpdateText letter={letter} html={update.html} />
      </article>
      <p class="mt noprint">
        <a href={paths.updates(letter.slug)}>All updates</a> ·{' '}
        <a href={paths.letter(letter.slug)}>The letter</a>
      </p>
      <FollowForm letter={letter} />
    </Layout>
  )
}

/** The words of an update. What leads to a place on a page leads to the letter's. */
export function UpdateText({ letter, html }: { letter: Pick<Letter, 'slug'>; html: string }) {
  const linked = html.replaceAll('href="#', `href="${paths.letter(letter.slug)}#`)
  return <div class="text" dangerouslySetInnerHTML={{ __html: linked }} />
}

/** All news of a letter, newest first. */
export function UpdatesPage({ letter, updates }: { letter: Letter; updates: ListedUpdate[] }) {
  return (
    <Layout title={`Updates: ${letter.title}`} letter={letter}>
      <header class="hd">
        <p class="up">
          <a href={paths.letter(letter.slug)}>{letter.title}</a>, to {addressee(letter)}
        </p>
        <h1>Updates</h1>
      </header>
      {updates.length === 0 ? (
        <p>There is no news of the letter yet.</p>
      ) : (
        <UpdateList letter={letter} updates={updates} />
      )}
      <FollowForm letter={letter} />
    </Layout>
  )
}
