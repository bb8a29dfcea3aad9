import { CAMPAIGNER, OTHER_CAMPAIGNER } from './accounts'
import type { DemoLetter } from './letter'

/** A manifesto of ten lettered policies under five headings. */
export const manifesto: DemoLetter = {
  slug: 'ten-policies',
  title: 'What schools need next: a manifesto in ten policies',
  addressedTo: 'The Secretary of State for Education',
  hosts: [
    {
      slug: 'slate-and-chalk',
      name: 'The Slate and Chalk Group',
      url: 'https://slate-and-chalk.example.org',
    },
    {
      slug: 'quillmoor-governors-and-parents',
      name: 'Quillmoor Governors and Parents Together',
      url: 'https://quillmoor.example.org',
    },
  ],
  goal: 100,
  roles: [
    { key: 'headteacher', label: 'Headteacher', head: true, school: 'required' },
    { key: 'teacher', label: 'Teacher', head: false, school: 'optional' },
    { key: 'support-staff', label: 'Support staff', head: false, school: 'optional' },
    { key: 'governor', label: 'Governor or trustee', head: false, school: 'required' },
    { key: 'parent', label: 'Parent or carer', head: false, school: 'optional' },
    { key: 'retired', label: 'Retired teacher or head', head: false, school: 'former' },
  ],
  controller: {
    name: 'The Slate and Chalk Group',
    contact: 'privacy@slate-and-chalk.example.org',
    address: 'Example House, 2 Example Square, Larchester ZZ2 2ZZ',
  },
  pressContact: 'press@slate-and-chalk.example.org',
  openedDaysAgo: 13,
  past: [
    [16, OTHER_CAMPAIGNER, 'start-letter'],
    [15, OTHER_CAMPAIGNER, 'write-draft'],
    [11, OTHER_CAMPAIGNER, 'invite', { address: CAMPAIGNER, role: 'checker' }],
    [9, CAMPAIGNER, 'join-team'],
    [3, OTHER_CAMPAIGNER, 'change-settings', { changed: 'goal' }],
  ],
  markdown: `
We teach in schools, run them, govern them and send our children to them, and we disagree about a good deal. We agree on these ten policies. Each says what would be done, and each can be checked from outside, so that two years from now anyone can see whether it was.

## The school day

1a. **A meal without a form.** Public offices already know which families qualify for free school meals. Enrol their children without an application, and let any family decline.

1b. **A date for every repair.** Publish the condition of each school building and, for every room that cannot be used, the month in which it will be mended. If that month passes, publish the reason.

## The people who teach

2a. **An hour to plan together.** Fund one more hour a week in which every teacher, away from the classroom, prepares and reviews lessons with a colleague. Write it into contracts, so that it is the last hour to be given up when somebody is ill.

2b. **A prompt answer about part-time work.** When teachers ask to work fewer days, give them the right to a written answer within a month, with reasons if it is no. Schools lose experienced people for want of a timetable.

## Help for the child who needs it

3a. **Advice within a term.** When a school asks for a specialist’s advice about a child, let the two meet within twelve school weeks. Publish every month how long children in each area are waiting.

3b. **A therapist whom the children know.** Give every ten primary schools a speech and language therapist of their own, in a permanent post, so that a child meets the same face each week.

## Money

4a. **Budgets three years long.** Tell every school by December what it will receive in each of the next three years, and change that figure only upwards. A head who knows next year’s income can keep a teacher who would otherwise be let go in spring.

4b. **A price on every duty.** Publish with each new duty on schools the hours and the pounds that it will take in a school of one hundred pupils and in one of a thousand, and pay for both.

## How decisions are made

5a. **Try it first.** Before a change in what is taught or tested reaches every school, run it for a year in fifty ordinary ones, chosen by lot. Publish what happened there, good and bad.

5b. **An end date.** Let each duty on schools lapse after five years unless Parliament has looked at what it achieved and renewed it. The duty to keep children safe is the one exception.

There is nothing grand in this list. Taken together, these ten policies would give children steadier adults, help that comes sooner, and rooms fit to learn in. For each one, please tell us whether you will adopt it, change it or decline it. We will publish your answers here, policy by policy.
`.trim(),
}
