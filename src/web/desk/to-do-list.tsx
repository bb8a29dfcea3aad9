import { stopsLaunch, type Obstacle } from '../../desk/launching'
import type { ToDo } from '../../desk/to-do'
import { deskPaths } from '../../desk-paths'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'

type ToDoListProps = {
  toDo: ToDo[]
  /** What stands between this member and an open letter. */
  obstacles: Obstacle[]
  /** Is the letter named, as where there are several. */
  named?: boolean
}

/** What waits for somebody, each with where it is done; the first stands out. */
export function ToDoList({ toDo, obstacles, named = false }: ToDoListProps) {
  return (
    <ul class="plain rows">
      {toDo.map((one, i) => {
        const { title, more, href, press } = inWords(one, obstacles)
        return (
          <li class="row">
            <div>
              <b>{title}</b>
              <p class="s soft m0">
                {named && `“${one.letter.title}”. `}
                {more}
              </p>
            </div>
            <a class={i === 0 ? 'btn sm' : 'btn alt sm'} href={href}>
              {press}
              {named && <span class="vh"> of “{one.letter.title}”</span>}
            </a>
          </li>
        )
      })}
    </ul>
  )
}

function inWords({ what, letter, n }: ToDo, obstacles: Obstacle[]) {
  const { id } = letter
  switch (what) {
    case 'complaints':
      return {
        title: counted(n, 'complaint about data', 'complaints about data'),
        more: 'Its answer is promised within thirty days.',
        href: deskPaths.complaints(id),
        press: 'Answer',
      }
    case 'reports':
      return {
        title: counted(n, 'report about a name', 'reports about names'),
        more: 'Whoever reports a name is promised a decision within two working days.',
        href: deskPaths.names(id),
        press: 'Decide',
      }
    case 'looks':
      return {
        title: counted(n, 'name waits for your look', 'names wait for your look'),
        more: 'They are in the count, and shown once somebody has looked at them.',
        href: deskPaths.names(id),
        press: 'Look at the names',
      }
    case 'notable':
      return {
        title: counted(n, 'notable name to ask about', 'notable names to ask about'),
        more: 'They are in the count, and shown once somebody has asked their owners.',
        href: deskPaths.notable(id),
        press: 'Ask them',
      }
    case 'doubts':
      return {
        title: counted(
          n,
          'doubt about the school of signers',
          'doubts about the schools of signers'
        ),
        more: 'A name stands twice, or there are more heads than the register names. All of them count.',
        href: deskPaths.doubts(id),
        press: 'Look at them',
      }
    case 'cases':
      return {
        title: counted(n, 'case waits for a decision', 'cases wait for a decision'),
        more: 'Signatures that may not be from the people they name. Those being checked wait for it.',
        href: deskPaths.cases(id),
        press: 'Look at the cases',
      }
    case 'objections':
      return {
        title: counted(n, 'signer objects to a decision', 'signers object to a decision'),
        more: 'Their signature was removed or refused, and they say that it is right.',
        href: deskPaths.cases(id),
        press: 'Read and answer',
      }
    case 'held':
      return {
        title: counted(n, 'signature is being checked', 'signatures are being checked'),
        more: 'Those in no case count by themselves after 48 hours. You can count them sooner.',
        href: deskPaths.held(id),
        press: 'Look at them',
      }
    case 'corrections':
      return {
        title: counted(n, 'correction asked for', 'corrections asked for'),
        more: 'The recipient, or somebody in its name, says that something is shown wrongly.',
        href: deskPaths.dealings(id),
        press: 'See what is asked',
      }
    case 'comments':
      return {
        title: counted(n, 'comment to read', 'comments to read'),
        more: 'Signers say why they signed. Each is shown once somebody has read it.',
        href: deskPaths.comments(id),
        press: 'Read the comments',
      }
    case 'remarks':
      return {
        title: counted(n, 'remark to settle', 'remarks to settle'),
        more: 'Readers of the draft wrote them.',
        href: deskPaths.remarks(id),
        press: 'Read the remarks',
      }
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
    case 'hosts':
      return {
        title: counted(n, 'group has not answered yet', 'groups have not answered yet'),
        more: 'You asked whether they stand behind the letter. Opening it need not wait for them.',
        href: deskPaths.hosts(id),
        press: 'See the hosts',
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

function counted(n: number, one: string, more: string): string {
  if (n >= 100) return `100 or more ${more}`
  return `${formatNumber(n)} ${n === 1 ? one : more}`
}
