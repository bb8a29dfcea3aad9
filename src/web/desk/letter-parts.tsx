import { deskPaths } from '../../desk-paths'
import type { AtLetter } from './at-letter'

type Part = 'draft' | 'settings' | 'hosts' | 'remarks' | 'links' | 'launch' | 'newEdition' | 'life'

/** The parts of making a letter, from any of them to the others. */
export function LetterParts({ at: { letter, draft }, part }: { at: AtLetter; part: Part }) {
  const unopened = letter.state === 'draft' || letter.state === 'gathering'
  const parts: [Part, string][] = [
    ['draft', letter.edition > 0 ? 'Write the next edition' : 'The words'],
    ['settings', 'Signing'],
    ['hosts', 'Hosts'],
    ['remarks', draft?.remarks ? `Remarks (${draft.remarks})` : 'Remarks'],
    ['links', 'Private links'],
    ...(unopened ? [['launch', 'Launch'] satisfies [Part, string]] : []),
    ...(letter.edition > 0 ? [['newEdition', 'Editions'] satisfies [Part, string]] : []),
    ['life', unopened ? 'Delete' : 'Pause or close'],
  ]
  return (
    <nav class="row" aria-label="Parts of this letter">
      {parts.map(([one, label]) => (
        <a href={deskPaths[one](letter.id)} aria-current={one === part ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  )
}
