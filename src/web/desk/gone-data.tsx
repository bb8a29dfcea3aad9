import {
  AUDIT_MONTHS,
  COMPLAINT_MONTHS,
  NEWS_MONTHS,
  SETTLED_MONTHS,
} from '../../retention/periods'
import type { Gone } from '../../retention/report'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'

/** What went of a letter or by a clock: when, and how many of what. */
export function GoneData({ gone }: { gone: Gone[] }) {
  return (
    <ul class="plain rows">
      {gone.map(({ what, title, begunAt, endedAt, gone: counts }) => (
        <li>
          <b>{what === 'letter' ? `“${title}”` : CLOCK_WORDS[what]?.title}</b>,{' '}
          {endedAt === null ? (
            <>
              under way since <Time at={begunAt} kind="moment" />
            </>
          ) : (
            <Time at={endedAt} kind="day" />
          )}
          <span class="s soft blk">{inWords(counts)}</span>
        </li>
      ))}
    </ul>
  )
}

function inWords(counts: Gone['gone']): string {
  return Object.entries(counts)
    .map(([what, n]) => (what === 'rows' ? formatNumber(n) : `${formatNumber(n)} ${what}`))
    .join(', ')
}

/** What goes by a clock of its own, and why. */
export const CLOCK_WORDS: Record<string, { title: string; why: string }> = {
  news: { title: 'Addresses kept for news', why: `${afterYes()}; the signature stays` },
  follows: { title: 'Followers', why: afterYes() },
  reports: { title: 'Reports of names, settled', why: `${SETTLED_MONTHS} months after that` },
  requests: { title: 'Corrections asked for, settled', why: `${SETTLED_MONTHS} months after that` },
  complaints: {
    title: 'Words and addresses of complaints',
    why: `${COMPLAINT_MONTHS} months after the answer`,
  },
  audit: { title: 'Lines of “What was done”', why: `${AUDIT_MONTHS / 12} years after that` },
}

function afterYes(): string {
  return `${NEWS_MONTHS} months after the yes`
}
