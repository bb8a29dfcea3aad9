import { TEAM_ROLE_WORDS, type Denied, type DeskAct } from '../../desk/rights'
import { deskPaths } from '../../desk-paths'
import type { Posted } from '../form'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'

type DeniedPageProps = { at: AtLetter; act: DeskAct; why: Denied; typed?: Posted }

/** Says why a member of a team can't do what they asked for, and what they can do; what they typed stays to copy. */
export function DeniedPage({ at, why, typed = {} }: DeniedPageProps) {
  const { letter, role } = at
  const words = Object.values(typed).filter((one) => /\s/.test(one.trim()))
  const title = why === 'not-now' ? 'Not while the letter is as it is' : 'This is not yours to do'
  return (
    <DeskPage title={title} at={at}>
      <p>
        {why === 'not-now'
          ? 'Somebody may have changed the letter’s state meanwhile, so nothing was done.'
          : `You are here as ${TEAM_ROLE_WORDS[role].label.toLowerCase()}. Ask the letter’s owner, who can do this or make it yours to do. Nothing was done.`}
      </p>
      {words.length > 0 && (
        <div class="fld">
          <label for="typed">What you typed, to copy what you want to keep</label>
          <textarea id="typed" rows={12} lang={letter.language} readonly>
            {`\n${words.join('\n\n')}`}
          </textarea>
        </div>
      )}
      <p>
        <a href={deskPaths.letter(letter.id)}>Back to the letter</a>
      </p>
    </DeskPage>
  )
}
