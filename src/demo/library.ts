/** A letter that is being written: one thing is still missing, and readers have said what they think. */
export const libraryDraft = {
  title: 'Keep a library open in every school',
  addressedTo: 'The directors of education in Merrowdale, Fenmoor and Larchester',
  asked: {
    host_name: 'Fenmoor Readers’ Trust',
    host_url: 'https://fenmoor-readers.example.org',
    email: 'office@fenmoor-readers.example.org',
  },
  markdown: `
Dear directors,

In nine of our schools the library is now a room with another name. Its books are still in the building, along a corridor or behind the photocopier, and children still ask for them. We ask for five things.

1. **Count what is left.** By the end of this term, ask every school whether it has a library, who looks after it, and for how many hours a week a child can borrow a book.
2. **Somebody who knows the books.** Pay for ten hours a week of a trained person in each school. Small schools may share.
3. **A sum that buys books and nothing else.** Set aside twelve pounds a year for each pupil.
4. **Open after lessons.** Keep the room open until half past four on three days a week, for those who have nowhere quiet to read at home.
5. **Say what became of it.** Publish what you found, and look again in two years.

We will gladly show you the schools that have kept theirs.

Yours sincerely,
`.trim(),
  remarks: [
    {
      point: 'point-2',
      name: 'A head of two infant schools',
      words: 'Ten hours between two schools is two mornings. Could it say “at least ten”?',
    },
    {
      point: 'point-4',
      name: 'A parent in Saltby',
      words: 'The last bus leaves at four here. Could the hour be the school’s own choice?',
    },
    {
      point: null,
      name: 'Marcus, a governor',
      words: 'Say near the top how many schools you asked. It is what I would want to know first.',
    },
  ],
}
