import { deskPaths } from '../../desk-paths'
import { paths } from '../../paths'
import { renderWords } from '../../letters/render'
import type { AudienceSizes } from '../../updates/audience'
import type { WrittenUpdate } from '../../updates/update'
import { UpdateText } from '../letters/update-page'
import { HiddenFields } from '../signatures/hidden-fields'
import { SlimPage } from '../signatures/slim-page'
import type { AtLetter } from './at-letter'
import { audienceInWords } from './update-audience'

type UpdateSurePageProps = {
  at: AtLetter
  update: WrittenUpdate
  sizes: AudienceSizes
  /** Why it was not done. */
  problem?: string
}

/** Says what publishing an update does, and waits for a second press. */
export function UpdateSurePage({ at, update, sizes, problem }: UpdateSurePageProps) {
  const { letter } = at
  const readers = audienceInWords(update.audience, sizes)
  const { id, version, title, author, markdown } = update
  return (
    <SlimPage
      title="Publish this update?"
      letter={letter}
      problems={problem ? { form: problem } : {}}
      desk
    >
      <ul>
        <li>
          Everyone can read it: on a page of its own, on the letter’s page, among{' '}
          <a href={paths.updates(letter.slug)}>its updates</a> and in its feed.
        </li>
        <li>Its words can’t be changed or taken back afterwards. Write another update instead.</li>
        {readers.length > 0 && (
          <li>
            With mail, it goes once each to
            <ul>
              {readers.map((line) => (
                <li>{line}</li>
              ))}
            </ul>
            Mail can be paused and called off; what has left can’t be called back.
          </li>
        )}
      </ul>
      <article class="letter say">
        <h2 class="title">{title}</h2>
        <p>By {author}</p>
        <UpdateText letter={letter} html={renderWords(markdown)} />
      </article>
      <form class="mt" method="post" action={deskPaths.publishUpdate(letter.id, id)}>
        <HiddenFields values={{ version }} />
        <div class="choice">
          {readers.length > 0 && (
            <button class="btn" name="mail" value="yes">
              Publish and mail it
            </button>
          )}
          <button class={readers.length > 0 ? 'btn alt' : 'btn'} name="mail" value="no">
            Publish without mail
          </button>
          <a class="btn alt" href={deskPaths.update(letter.id, id)}>
            No, go back
          </a>
        </div>
      </form>
    </SlimPage>
  )
}
