import { deskPaths } from '../desk-paths'
import { frame, type Site } from './frame'
import { oneLine } from './in-words'
import type { Content } from './message'
import type { NoticeOf } from './notice'

/** Tells a letter's team what a steward did to it, and why. */
export function letterStopped(
  { how, title, sentence, letterId }: NoticeOf<'letter-stopped'>,
  site: Site
): Content {
  const { subject, means } = how === null ? RUNNING : STOPPED[how]
  return frame(site, {
    subject,
    body: [
      `This is about your letter “${oneLine(title)}”.`,
      means,
      ...(sentence ? ['The steward gave this reason, which is public:', oneLine(sentence)] : []),
      { link: site.origin + deskPaths.letter(letterId), label: 'The letter at your desk' },
      ...(how === null ? [] : ['Do you think that is wrong? Write to whoever runs the site.']),
    ],
    because: 'You get this mail because you are in the team of this letter.',
  })
}

const RUNNING = {
  subject: 'Your letter runs again',
  means: 'A steward of the site has let it go again. It is as it was before it was stopped.',
}

const STOPPED = {
  paused: {
    subject: 'A steward has paused your letter',
    means:
      'It can be read, and nobody can sign it or confirm a signature. Nothing is lost, and only a steward can lift this.',
  },
  'taken-down': {
    subject: 'A steward has taken your letter down',
    means:
      'Its page is gone from the site, with its text, its names and its embeds; its ledger stays. Nothing is deleted, and a steward can bring it back.',
  },
  closed: {
    subject: 'A steward has closed your letter',
    means:
      'It was stopped and had no end. A day from now its number is final; some months later the data of its signers is deleted, and you get mail thirty days before that.',
  },
}
