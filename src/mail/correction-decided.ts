import { paths } from '../paths'
import { frame, type Site } from './frame'
import { oneLine } from './in-words'
import type { Content } from './message'
import type { NoticeOf } from './notice'

/** Tells whoever asked for a correction what was decided. */
export function correctionDecided(
  { slug, title, number, how, sentence }: NoticeOf<'correction-decided'>,
  site: Site
): Content {
  return frame(site, {
    subject: `Your request for a correction ${SUBJECTS[how]}`,
    body: [
      `You asked to correct what the open letter “${oneLine(title)}” shows of its recipient.`,
      OUTCOMES[how],
      ...(sentence ? [oneLine(sentence)] : []),
      { link: site.origin + paths.reply(slug, number), label: 'What is shown now' },
      ...(how === 'enter'
        ? []
        : ['Your address is deleted here now, so this mail is the last one about it.']),
    ],
    because: 'You get this mail because you confirmed a request with this address.',
  })
}

const SUBJECTS = { enter: 'is shown', decline: 'is decided', settle: 'is settled' }

const OUTCOMES = {
  enter: 'The letter’s team put your request into its timeline, in your words and with your name.',
  decline: 'The letter’s team could not see that it comes from the recipient, so it is not shown.',
  settle: 'The letter’s team settled it. This is what its timeline says came of it:',
}
