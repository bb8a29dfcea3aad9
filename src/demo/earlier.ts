import { CAMPAIGNER } from './accounts'
import { inspectionLetter } from './inspection'
import type { DemoLetter } from './letter'

/** A letter of the year before. It drew an automatic reply and nothing else. */
export const earlierLetter: DemoLetter = {
  ...inspectionLetter,
  slug: 'before-you-change-the-rules',
  title: 'Tell schools before you change the rules',
  hosts: inspectionLetter.hosts.slice(0, 1),
  goal: 20,
  milestones: [],
  changes: [],
  openedDaysAgo: 410,
  past: [
    [9, CAMPAIGNER, 'start-letter'],
    [8, CAMPAIGNER, 'write-draft'],
  ],
  markdown: `
Dear Chief Inspector,

Twice this year we learnt from a newspaper how our schools would be inspected next. We ask for three small things.

1. **A date.** Say at least two terms ahead when a change will take effect.
2. **Both versions.** Print the old words beside the new ones, so that nobody has to guess what changed.
3. **A reason.** Say in one sentence why each change is made.

None of this needs a new law, and all of it would cost less than the meetings that we held to find out.

Yours sincerely,
`.trim(),
}
