import { pageAfter, type AnyLetter } from '../../desk/all-letters'
import { deskPaths } from '../../desk-paths'
import { DeskPage } from '../desk/desk-page'
import { STAGE_WORDS } from '../desk/stage-words'
import { formatNumber } from '../ui/number'

/** Every letter of the site, drafts too, the newest first. */
export function LettersPage({ letters }: { letters: AnyLetter[] }) {
  const next = pageAfter(letters)
  return (
    <DeskPage title="Every letter" over="For stewards">
      {letters.length === 0 ? (
        <p>There are no more.</p>
      ) : (
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">Letter</th>
              <th scope="col">State</th>
              <th scope="col" class="num">
                Counted
              </th>
            </tr>
          </thead>
          <tbody>
            {letters.map((letter) => (
              <Row letter={letter} />
            ))}
          </tbody>
        </table>
      )}
      <p class="row mt">
        <a href={deskPaths.steward()}>The site</a>
        {next !== null && (
          <a href={`${deskPaths.stewardLetters()}?before=${next}`}>Older letters</a>
        )}
      </p>
    </DeskPage>
  )
}

function Row({ letter: { id, title, stage, stopped, owner, counted } }: { letter: AnyLetter }) {
  return (
    <tr>
      <th scope="row">
        <a href={deskPaths.stewardLetter(id)}>{title || 'A letter without a title'}</a>
        <span class="s soft blk">{owner ?? 'Nobody at the desk'}</span>
      </th>
      <td>
        {stopped === 'deleted' ? 'Deleted' : STAGE_WORDS[stage]}
        {stopped === 'paused' && ', stopped'}
      </td>
      <td class="num" data-l="Counted">
        {formatNumber(counted)}
      </td>
    </tr>
  )
}
