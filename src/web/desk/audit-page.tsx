import type { AuditLine } from '../../desk/audit'
import { deskPaths } from '../../desk-paths'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'
import { auditInWords } from './audit-words'
import { DeskPage } from './desk-page'

type AuditPageProps = { at: AtLetter; lines: AuditLine[]; isFirst: boolean }

/** Who did what to a letter, and when: for its team. */
export function AuditPage({ at, lines, isFirst }: AuditPageProps) {
  const last = lines.at(-1)
  const here = deskPaths.audit(at.letter.id)
  return (
    <DeskPage title="What was done" at={at}>
      <p class="lead">
        Every act at this letter’s desk, newest first. Only its team can read this.
      </p>
      {lines.length === 0 && <p>{isFirst ? 'Nothing yet.' : 'Nothing earlier.'}</p>}
      <ol class="plain tl">
        {lines.map((line) => (
          <li>
            <Time at={line.at} kind="moment" />
            <p>
              <b>{whoOf(line)}</b> {auditInWords(line)}
            </p>
          </li>
        ))}
      </ol>
      <p>
        {!isFirst && <a href={here}>Newest</a>}{' '}
        {last && lines.length >= 100 && <a href={`${here}?before=${last.id}`}>Earlier</a>}
      </p>
    </DeskPage>
  )
}

function whoOf({ who, asSteward }: AuditLine): string {
  if (who === null) return 'This site'
  return asSteward ? `${who}, as steward,` : who
}
