import { stopsLaunch, type Obstacle } from '../../desk/launching'
import type { ToDo } from '../../desk/to-do'
import { deskPaths } from '../../desk-paths'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'

/** Something that waits: what is said of it, where it is done, and what its link is called. */
export function toDoInWords({ what, letter, n }: ToDo, obstacles: Obstacle[]) {
  const { id } = letter
  switch (what) {
    case 'whole': {
      const bar = obstacles.find(stopsLaunch)
      return {
        title: bar ? 'Written, and not yet free to open' : 'Ready to be opened',
        more: bar ? BARRED[bar.what] : 'It has all its parts. Look at it once more, and open it.',
        href: deskPaths.launch(id),
        press: bar?.what === 'approval-needed' ? 'Ask for approval' : 'To its launch page',
      }
    }
    case 'unfinished':
      return {
        title: 'A draft to finish',
        more: 'Its page says what is still missing before it can open.',
        href: deskPaths.letter(id),
        press: 'Finish it',
      }
    case 'opens':
      return {
        title: 'It opens by itself',
        more: (
          <>
            At <Time at={letter.opensAt ?? 0} kind="moment" />. Until then you can cancel that.
          </>
        ),
        href: deskPaths.launch(id),
        press: 'See the launch',
      }
    default: {
      const { one, many, more, path, press } = COUNTED[what]
      const title = n >= 100 ? `100 or more ${many}` : `${formatNumber(n)} ${n === 1 ? one : many}`
      return { title, more, href: path(id), press }
    }
  }
}

const BARRED: Record<Obstacle['what'], string> = {
  paused: 'No letter can be opened on this site at the moment.',
  'by-invitation': 'A steward of this site has to invite you first.',
  'approval-needed': 'A steward of this site has to approve your first letter.',
  'approval-asked': 'A steward is asked to approve it. You get mail once that is decided.',
  'approval-refused': 'A steward did not approve it, and says why on its launch page.',
  'mail-used-up': '',
}

const COUNTED = {
  complaints: {
    one: 'complaint about data',
    many: 'complaints about data',
    more: 'Its answer is promised within thirty days.',
    path: deskPaths.complaints,
    press: 'Answer',
  },
  reports: {
    one: 'report about a name',
    many: 'reports about names',
    more: 'Whoever reports a name is promised a decision within two working days.',
    path: deskPaths.names,
    press: 'Decide',
  },
  looks: {
    one: 'name waits for your look',
    many: 'names wait for your look',
    more: 'They are in the count, and shown once somebody has looked at them.',
    path: deskPaths.names,
    press: 'Look at the names',
  },
  notable: {
    one: 'notable name to ask about',
    many: 'notable names to ask about',
    more: 'They are in the count, and shown once somebody has asked their owners.',
    path: deskPaths.notable,
    press: 'Ask them',
  },
  doubts: {
    one: 'doubt about the school of signers',
    many: 'doubts about the schools of signers',
    more: 'A name stands twice, or there are more heads than the register names. All of them count.',
    path: deskPaths.doubts,
    press: 'Look at them',
  },
  cases: {
    one: 'case waits for a decision',
    many: 'cases wait for a decision',
    more: 'Signatures that may not be from the people they name. Those being checked wait for it.',
    path: deskPaths.cases,
    press: 'Look at the cases',
  },
  objections: {
    one: 'signer objects to a decision',
    many: 'signers object to a decision',
    more: 'Their signature was removed or refused, and they say that it is right.',
    path: deskPaths.cases,
    press: 'Read and answer',
  },
  held: {
    one: 'signature is being checked',
    many: 'signatures are being checked',
    more: 'Those in no case count by themselves after 48 hours. You can count them sooner.',
    path: deskPaths.held,
    press: 'Look at them',
  },
  corrections: {
    one: 'correction asked for',
    many: 'corrections asked for',
    more: 'The recipient, or somebody in its name, says that something is shown wrongly.',
    path: deskPaths.dealings,
    press: 'See what is asked',
  },
  comments: {
    one: 'comment to read',
    many: 'comments to read',
    more: 'Signers say why they signed. Each is shown once somebody has read it.',
    path: deskPaths.comments,
    press: 'Read the comments',
  },
  remarks: {
    one: 'remark to settle',
    many: 'remarks to settle',
    more: 'Readers of the draft wrote them.',
    path: deskPaths.remarks,
    press: 'Read the remarks',
  },
  hosts: {
    one: 'group has not answered yet',
    many: 'groups have not answered yet',
    more: 'You asked whether they stand behind the letter. Opening it need not wait for them.',
    path: deskPaths.hosts,
    press: 'See the hosts',
  },
}
