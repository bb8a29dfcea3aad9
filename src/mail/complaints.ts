import { deskPaths } from '../desk-paths'
import { ukDay } from '../uk-time'
import { frame, type Block, type Site } from './frame'
import { oneLine } from './in-words'
import type { Content } from './message'
import type { NoticeOf } from './notice'

/** Acknowledges a complaint about data. Nothing that was typed stands in it but the address. */
export function complaintReceived(
  { number, title, whom, dueAt }: NoticeOf<'complaint-received'>,
  site: Site
): Content {
  return frame(site, {
    subject: `Your complaint about data: number ${number}`,
    body: [
      `A complaint about how data is handled for the open letter “${oneLine(title)}” has reached us, with this address. Its number is ${number}.`,
      `It went to ${oneLine(whom)}, who answers for that data, and to those who run this site. You hear by ${ukDay(dueAt)} at the latest, at this address.`,
      ICO,
    ],
    because: `You get this mail because somebody typed this address at ${site.name}. If it wasn’t you, do nothing.`,
  })
}

/** Tells those who must answer that somebody complains. What they wrote stands at the desk. */
export function complaintOpened(
  { letterId, title, number, dueAt, asSteward }: NoticeOf<'complaint-opened'>,
  site: Site
): Content {
  return frame(site, {
    subject: `A complaint about data: number ${number}`,
    body: [
      `Somebody complains about how data is handled for the letter “${oneLine(title)}”. They were told that they hear by ${ukDay(dueAt)}.`,
      asSteward
        ? 'The letter’s owner answers it. You are told if that is late.'
        : 'The law wants you to look into it without delay, and to tell them what came of it.',
      whereTo(letterId, asSteward, site),
    ],
    because: whyYou(asSteward, site),
  })
}

/** Reminds them. */
export function complaintsWait(
  { letterId, title, n, dueAt, isOver, asSteward }: NoticeOf<'complaints-wait'>,
  site: Site
): Content {
  const one = n === 1
  return frame(site, {
    subject: isOver ? 'A complaint about data is overdue' : 'A complaint about data waits',
    body: [
      `${one ? 'A complaint' : `${n} complaints`} about how data is handled for the letter “${oneLine(title)}” ${one ? 'waits' : 'wait'} for an answer.`,
      `The ${one ? 'answer' : 'first answer'} was promised by ${ukDay(dueAt)}.` +
        (isOver ? ' That day is over, so the stewards of this site get this mail too.' : ''),
      whereTo(letterId, asSteward, site),
    ],
    because: whyYou(asSteward, site),
  })
}

/** Brings whoever complained the answer, in the words of whoever answers for the data. */
export function complaintAnswered(
  { title, number, outcome, answer }: NoticeOf<'complaint-answered'>,
  site: Site
): Content {
  return frame(site, {
    subject: `The answer to your complaint ${number}`,
    body: [
      `You complained about how data is handled for the open letter “${oneLine(title)}”. ${FOUND[outcome]} They wrote:`,
      ...answer.split(/\n{2,}/).map(oneLine),
      ICO,
      'What you wrote, your name and your address are deleted here a year from now.',
    ],
    because: 'You get this mail because you complained with this address.',
  })
}

const FOUND = {
  upheld: 'Whoever answers for that data finds that you are right.',
  partly: 'Whoever answers for that data finds that you are right in part.',
  'not-upheld': 'Whoever answers for that data does not find that you are right.',
}

const ICO: Block = [
  'You can complain to the Information Commissioner’s Office too: ',
  { to: 'https://ico.org.uk/make-a-complaint' },
]

function whereTo(letterId: number, asSteward: boolean, site: Site): Block {
  return asSteward
    ? { link: site.origin + deskPaths.stewardComplaints(), label: 'See all that wait' }
    : { link: site.origin + deskPaths.complaints(letterId), label: 'Read it and answer' }
}

function whyYou(asSteward: boolean, site: Site): string {
  return asSteward
    ? `You get this mail because you are a steward of ${site.name}.`
    : 'You get this mail because you own this letter.'
}
