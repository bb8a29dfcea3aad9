import type { AuditLine } from '../../desk/audit'
import { auditInWords } from '../desk/audit-words'
import { Time } from '../ui/time'

const SHOWN = 20

/** What stewards did to the whole site, the newest first. */
export function SiteAudit({ lines }: { lines: AuditLine[] }) {
  if (lines.length === 0) return <p>Nothing yet.</p>
  return (
    <ul class="tl">
      {lines.slice(0, SHOWN).map((line) => (
        <li>
          <Time at={line.at} kind="moment" />
          <p>
            {line.who ?? 'The site'} {inWords(line)}
          </p>
        </li>
      ))}
    </ul>
  )
}

function inWords(line: AuditLine): string {
  const { act, detail, whom } = line
  switch (act) {
    case 'choose-launching':
      return `let letters be launched by ${BY[String(detail.launching)]}; mails a day: ${detail.mailsADay ?? 'no limit'}.`
    case 'invite-to-launch':
      return `invited ${detail.address} to launch letters.`
    case 'allow-launch':
      return `allowed ${whom ?? 'somebody'} to launch letters.`
    case 'refuse-launch':
      return `refused ${whom ?? 'somebody'} the launch.`
    case 'pause-signing':
      return `paused all signing: ${detail.sentence}`
    case 'resume-signing':
      return 'let people sign again.'
    case 'pause-launching':
      return `paused all new letters: ${detail.sentence}`
    case 'resume-launching':
      return 'let letters open again.'
    case 'allow':
      return `put ${detail.value} on the list of networks and domains that stewards know.`
    case 'disallow':
      return `took ${detail.value} off the list of networks and domains that stewards know.`
    case 'reach-again':
      return 'let mail go to a mailbox again that nothing was sent to.'
    default:
      return auditInWords(line)
  }
}

const BY: Record<string, string> = {
  anyone: 'anyone',
  invitation: 'those who are invited',
  approval: 'those who were approved once',
}
