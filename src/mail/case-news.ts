import { deskPaths } from '../desk-paths'
import { frame, type Site } from './frame'
import { oneLine } from './in-words'
import type { Content } from './message'
import type { NoticeOf } from './notice'

/** Tells who may decide cases that one waits for them, or was answered. */
export function caseNews(
  { news, letterId, caseId, title, by = 'Somebody', n = 0 }: NoticeOf<'case-news'>,
  site: Site
): Content {
  const letter = `“${oneLine(title)}”`
  const { subject, body } = {
    asked: {
      subject: 'A case about signatures needs a second person',
      body: `${oneLine(by)} asks for your yes to a case about ${n === 1 ? 'one signature' : `${n} signatures`} of the letter ${letter}. So many are never decided by one person alone. Look at them, then approve it or send it back.`,
    },
    answered: {
      subject: 'The case you asked about is answered',
      body: `${oneLine(by)} has answered the case about signatures of the letter ${letter} that you asked about.`,
    },
    objection: {
      subject: 'A signer objects to a decision',
      body: `Somebody whose signature of the letter ${letter} was removed or refused objects, and says why. Please read it soon and answer; you can undo the decision for that one signature.`,
    },
  }[news]
  return frame(site, {
    subject,
    body: [body, { link: site.origin + deskPaths.case(letterId, caseId), label: 'See the case' }],
    because: 'You get this mail because you may decide cases of this letter.',
  })
}
