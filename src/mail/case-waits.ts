import { PATTERN_WORDS } from '../pattern-words'
import { deskPaths } from '../desk-paths'
import { ukMoment } from '../uk-time'
import { frame, type Block, type Site } from './frame'
import { oneLine } from './in-words'
import type { Content } from './message'
import type { NoticeOf } from './notice'

type CaseWaits = NoticeOf<'case-waits'>

/** Tells who may decide cases that the site suggests one, or, a day later, that one still waits. */
export function caseWaits(mail: CaseWaits, site: Site): Content {
  const { letterId, caseId, noticed } = mail
  return frame(site, {
    subject: noticed
      ? 'Many signatures on your letter are alike'
      : 'A case about signatures waits for you',
    body: [
      ...(noticed ? firstWords(mail, noticed) : reminder(mail)),
      { link: site.origin + deskPaths.case(letterId, caseId), label: 'See the case' },
    ],
    because: 'You get this mail because you may decide cases of this letter.',
  })
}

function firstWords(
  { title }: CaseWaits,
  { pattern, n, ofAll }: NonNullable<CaseWaits['noticed']>
): Block[] {
  return [
    `In the last hour, ${n} of ${ofAll} signatures on “${oneLine(title)}” ${PATTERN_WORDS[pattern]}.`,
    'That can have a good reason: a large staff room, a meeting. It can also be one person. The site ' +
      'does not decide that, and has suggested a case, so that you can.',
    'Nothing was removed, and who was counted stays so. Others like these are held from now on, and ' +
      'everyone reads that they are being checked. They wait until you have decided, so please look ' +
      'soon.',
  ]
}

function reminder({ title, n, since }: CaseWaits): Block[] {
  return [
    `A case about ${n === 1 ? 'one signature' : `${n} signatures`} of “${oneLine(title)}” has waited since ${ukMoment(since)}.`,
    'Those of them that are held are not counted before it is decided, and everyone reads since when. ' +
      'If you find nothing wrong, dismiss it, or stop it if it is paused, and they are counted.',
  ]
}
