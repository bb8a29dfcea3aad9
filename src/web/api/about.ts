/** What holds for all of the public data, once: on the page for people and in the one for programs. */

export const LICENCE = {
  name: 'CC0 1.0',
  url: 'https://creativecommons.org/publicdomain/zero/1.0/',
}

/** Short answers to what somebody asks before they build on the data. */
export const terms = {
  stability:
    'No field goes away, and none comes to mean something else. New fields and new addresses may come, so a program should pass over what it does not know. If something had to change all the same, it would get another address, and this one would stay.',
  moment:
    'Every answer but the file of all names and the search of schools is of one moment: its total and its parts were read together. It says when (as_of, UTC) and how many entries the letter’s ledger had then (ledger_size); answers that are lists or tables say so in the headers X-As-Of and X-Ledger-Size. Answers may overtake each other on their way: believe the one with the larger ledger_size.',
  limits:
    'There is no key to ask for, and any site’s script may read the data. Answers are kept for five seconds where they are served, so asking more often brings nothing new; send ETag back as If-None-Match (a browser does so by itself), and an answer that you have already comes as an empty 304. The history and the breakdowns grow with hours and places, not with signatures. Names come 1,000 at a time, or all in one file.',
  numbers:
    'The numbers are free for any use, under CC0 1.0: totals, breakdowns, history, corrections and the ledger. We ask you to give the time beside a number, and to say “confirmed by email”.',
  names:
    'Names, roles and schools of signers are not under that licence, nor is the text of a letter, which is its authors’. People are shown because they chose to be shown here, and having signed may tell a political opinion: whoever copies the list answers for it under data protection law. Do not write to signers, do not build profiles from the list, and let go of those who are no longer on it.',
  tables:
    'Tables are CSV as RFC 4180 has it, in UTF-8 with a byte order mark. Before what a spreadsheet would take for a formula stands an apostrophe. A file is named for its moment.',
} as const
