import { CAMPAIGNER, CHECKER, EDITOR, READER } from './accounts'
import type { DemoLetter } from './letter'

/** A letter in twelve numbered points, from two groups of heads. */
export const inspectionLetter: DemoLetter = {
  slug: 'inspection',
  title: 'Make inspection fair to schools and useful to children',
  addressedTo: 'The Chief Inspector, Merrowdale Schools Inspectorate',
  hosts: [
    {
      slug: 'merrowdale-heads-forum',
      name: 'Merrowdale Heads’ Forum',
      url: 'https://merrowdale.example.org',
    },
    {
      slug: 'coast-and-fell-schools',
      name: 'Coast and Fell Schools Association',
      url: 'https://coast-and-fell.example.org',
      confirmedFrom: 'coast-and-fell.example.org',
    },
  ],
  goal: 250,
  milestones: [50, 150, 200],
  eligibility: 'For everyone who leads, teaches in or governs a school, or has done.',
  roles: [
    { key: 'headteacher', label: 'Headteacher', head: true, school: 'required' },
    {
      key: 'executive-head',
      label: 'Executive head or trust leader',
      head: true,
      school: 'required',
    },
    { key: 'deputy-head', label: 'Deputy or assistant head', head: false, school: 'required' },
    { key: 'governor', label: 'Governor or trustee', head: false, school: 'required' },
    { key: 'teacher', label: 'Teacher', head: false, school: 'optional' },
    { key: 'retired-head', label: 'Retired headteacher', head: false, school: 'former' },
  ],
  controller: {
    name: 'Merrowdale Heads’ Forum',
    contact: 'privacy@merrowdale.example.org',
    address: 'The Example Rooms, 1 Example Street, Merrowdale ZZ1 1ZZ',
  },
  pressContact: 'press@merrowdale.example.org',
  openedDaysAgo: 21,
  past: [
    [20, CAMPAIGNER, 'start-letter'],
    [20, CAMPAIGNER, 'write-draft'],
    [19, CAMPAIGNER, 'invite', { address: EDITOR, role: 'editor' }],
    [19, CAMPAIGNER, 'invite', { address: CHECKER, role: 'checker' }],
    [18, EDITOR, 'join-team'],
    [17, CHECKER, 'join-team'],
    [15, CAMPAIGNER, 'ask-host', { host: 'Coast and Fell Schools Association' }],
    [13, EDITOR, 'write-draft'],
    [12, EDITOR, 'make-link', { kind: 'draft' }],
    [10, EDITOR, 'settle-remark'],
    [9, null, 'host-confirmed', { host: 'Coast and Fell Schools Association' }],
    [8, CAMPAIGNER, 'invite', { address: READER, role: 'reader' }],
    [7, READER, 'join-team'],
    [4, CAMPAIGNER, 'change-settings', { changed: 'goal, milestones, press contact' }],
    [1, CAMPAIGNER, 'revoke-link', { kind: 'draft' }],
  ],
  changes: [
    {
      days: 9,
      reason:
        'Signatories from small schools and special schools asked for it: cover for the whole visit (point 5), and time for children who use signs or pictures (point 6).',
      words: [
        ['for as long as the visit lasts', 'on the first day of the visit'],
        ['new to English, who use signs or pictures, or who say', 'new to English or who say'],
        ['with an adult they know, and give them time', 'with an adult they know'],
      ],
      oneMovesOf: 4,
    },
    {
      days: 16,
      reason: 'The word “government” in point 3 was spelt wrongly.',
      words: [['government every year', 'goverment every year']],
    },
  ],
  markdown: `
Dear Chief Inspector,

Last year we asked our members to bring their latest inspection report to a meeting, and to underline each sentence in it that had changed something for a child. Some reports came back well marked. Most had a line or two.

We had meant to talk about fairness, and we did. The underlined pages kept bringing us to a second question: what would have to happen on a visit for more of its report to be of use? These twelve changes are our answer. Each could begin within a year.

1. **Leave out the weeks that tell you least.** Publish each summer the weeks in which no routine visit will begin: the first fortnight of the school year, the weeks of public examinations, and the last week of every term.
2. **Keep the rules still.** Publish any change in how you inspect two full terms before it takes effect, with the old words and the new side by side.
3. **Ask only for what you cannot look up.** Attendance, results and staffing already reach the government every year. List the few papers that you need beyond those, and tell schools that no others will be read.
4. **Meet governors when they are free.** They are volunteers, and most have work elsewhere. Offer them an hour before nine or after five, or a call that spares them the journey.
5. **Pay for cover where the head teaches.** In a school of three classes, an hour with an inspector is an hour away from pupils. Meet the cost of a supply teacher for as long as the visit lasts.
6. **Listen to pupils who find it hard to talk.** Seek out children who are new to English, who use signs or pictures, or who say little to strangers. See them with an adult they know, and give them time.
7. **Credit a school for the children it takes in and keeps.** Some schools say yes to a child whom others have turned away. Ask about those children, learn what it took to keep them, and put it in the report.
8. **Say how sure you are.** Print beside each finding what it rests on: how many lessons were seen, how many people were asked, and what there was no time to see.
9. **Test whether two teams would agree.** Each year, in fifty schools that volunteer, send a second team within a month, without sight of the first team’s notes. Publish how often the two came to the same view.
10. **Let a new head begin.** In a head’s first year, report what they found and what they have started, with dates, so that praise and blame fall in the right place.
11. **Let nobody carry the result alone.** A head who has just heard a verdict may need to tell a partner, a doctor or a friend. Say in writing, when the visit begins, that they may; and name one person in your office who will answer the telephone that week.
12. **Correct mistakes where they were made.** When a report is changed, mark the change and its date in the report itself, and tell everyone who was sent the earlier one.

Some of what we underlined had been hard to read. One of us called her worst report the most useful thing that she was ever sent, because it was exact, and because somebody stayed to explain it. We would like every school to be able to say that.

Our members include nurseries, village schools, special schools and large city secondaries. Any of them will try one of these changes with you for a term, and tell you plainly if it does not work.

Please answer each point, even where the answer is a short no. We will publish what you say beside this letter, word for word.

Yours sincerely,
`.trim(),
}
