import type { DemoAfter } from './after'

const REPLY = `
Dear Ms Wickfield,

Thank you for the letter of your two groups, which I have read with colleagues. I take your points in their order as far as I can.

No routine visit will begin in the last week of a term, and from next summer we shall add the first fortnight of the year and the weeks of public examinations. Changes to how we inspect will be published two full terms ahead, with the old words beside the new. We are drawing up the short list of papers that you ask for, and expect to publish it by Easter.

Inspectors will offer governors a time before nine or after five. I cannot promise to meet the cost of cover, which is not in my gift; I have asked the department that pays for it to reply to you.

Guidance on seeing children who find it hard to talk is in hand, and will say that they are seen with an adult whom they know. Reports on heads in their first year will say so, and will date what they have started. At the start of each visit we shall say in writing that a head may tell those close to them, and give the name of somebody who will answer the telephone.

A changed report will carry the change and its date, and we shall write to whoever had the earlier one.

Yours sincerely,

The Chief Inspector
`.trim()

/** What came of the letter about inspection: an automatic reply, then an answer to nine points. */
export const inspectionAfter: DemoAfter = {
  recipientDomain: 'schools-inspectorate.example.org',
  dealings: [
    {
      daysAfter: 2,
      kind: 'sent',
      how: 'by email',
      whom: 'the office of the Chief Inspector',
      words: 'Sent with the names of everyone who had signed by then and wanted to be shown.',
    },
    {
      daysAfter: 2,
      kind: 'automatic-reply',
      whom: 'the office of the Chief Inspector',
      words:
        'Thank you for your message. We receive many letters and read all of them. If yours needs an answer, you will have one within twenty working days. Please do not reply to this message.',
    },
    {
      daysAfter: 17,
      kind: 'answer',
      whom: 'the Chief Inspector',
      words: REPLY,
      marks: {
        'point-1': [
          'addressed',
          'No routine visit will begin in the last week of a term, and from next summer we shall add the first fortnight of the year and the weeks of public examinations.',
        ],
        'point-2': [
          'addressed',
          'Changes to how we inspect will be published two full terms ahead, with the old words beside the new.',
        ],
        'point-3': ['partly', 'We are drawing up the short list of papers that you ask for'],
        'point-4': [
          'addressed',
          'Inspectors will offer governors a time before nine or after five.',
        ],
        'point-5': [
          'partly',
          'I cannot promise to meet the cost of cover, which is not in my gift',
        ],
        'point-6': ['partly', 'they are seen with an adult whom they know'],
        'point-7': ['not-addressed', ''],
        'point-8': ['not-addressed', ''],
        'point-9': ['not-addressed', ''],
        'point-10': [
          'addressed',
          'Reports on heads in their first year will say so, and will date what they have started.',
        ],
        'point-11': [
          'addressed',
          'At the start of each visit we shall say in writing that a head may tell those close to them',
        ],
        'point-12': ['addressed', 'A changed report will carry the change and its date'],
      },
    },
  ],
  updates: [
    {
      daysAfter: 3,
      title: 'Sent, and a machine has answered',
      points: [],
      markdown: `
We sent the letter on its second day. Within a minute an automatic reply came back, which you can read in full beside the letter. It promises an answer within twenty working days, and we have put that day in our diary.

Until then there are two things that help. **Show the letter to your governors**: point 4 is about them, and few have seen it yet. And if you led a school in your first year when inspectors came, write to us about it; we would like to have three such stories ready.
`.trim(),
    },
    {
      daysAfter: 18,
      title: 'An answer to nine of our twelve points',
      points: ['point-7', 'point-8', 'point-9'],
      markdown: `
The Chief Inspector has answered, and we are grateful: the reply is specific, it has dates in it, and it came in time. It stands in full beside the letter, and each point is marked with what was said to it.

By our reading it speaks to nine points. Three are missing:

- **Point 7**, crediting a school for the children it takes in and keeps.
- **Point 8**, saying how sure a finding is.
- **Point 9**, testing whether two teams would agree.

We shall hand the letter in once more, on paper and in person, with these three underlined. The day and the place are on the letter’s page. Come if you can.
`.trim(),
    },
  ],
  comments: [
    'Our last report was fair. Nobody could tell me how sure it was, though, and my governors asked me that first.',
    'I lead a school of fifty-one children and teach four mornings a week. Point 5 is not about money, it is about who is with the class.',
    'In my first year I was praised for things I had not done yet. I would rather have had dates.',
    'Three children joined us last spring from schools that had let them go. They are still here.',
  ],
  commentToCheck: 'Because the inspector who came was kind, and I would like that to be the rule.',
  organisations: [
    ['Fellside Sixth Form College', 'Fellside', 'fellside-college.example.org', 'Principal'],
    ['The Harbour Schools Trust', 'Saltwick', 'harbour-schools.example.org', 'Chief executive'],
    ['Upper Merrow Teaching Alliance', 'Merrowdale', 'upper-merrow.example.org', 'Director'],
  ],
  handIn: {
    inDays: 12,
    from: '11:00',
    until: '11:45',
    place: 'The front steps of the Schools Inspectorate, 4 Example Street, Merrowdale',
    note: 'Bring nothing but yourself. We meet at a quarter to eleven by the clock.',
  },
}
