import { denied, type DeskAct } from '../../desk/rights'
import { deskPaths } from '../../desk-paths'
import { hasOpened, isPublic } from '../../letters/state'
import { paths } from '../../paths'
import type { AtLetter } from './at-letter'

/** Every page of a letter that whoever reads this may use at its stage. */
export function OverviewLinks({ at }: { at: AtLetter }) {
  const { letter, role, stage } = at
  const { id, slug } = letter
  const may = (act: DeskAct) => denied(role, stage, act) === null
  const groups: [string, [string, string, boolean][]][] = [
    [
      'In public',
      [
        ['The letter', paths.letter(slug), isPublic(letter)],
        ['Newsroom', paths.newsroom(slug), isPublic(letter)],
        ['Ledger', paths.ledger(slug), isPublic(letter)],
        ['Poster', paths.poster(slug), isPublic(letter)],
      ],
    ],
    [
      'Signers',
      [
        ['Who signed', deskPaths.signers(id), may('see-signers')],
        ['Names to check', deskPaths.names(id), may('check-names')],
        ['Being checked', deskPaths.held(id), may('handle-cases')],
        ['Cases', deskPaths.cases(id), may('handle-cases')],
        ['Notable names', deskPaths.notable(id), may('keep-notable')],
        ['Opened signers', deskPaths.openedSigners(id), may('open-hidden')],
        ['Schools to check', deskPaths.doubts(id), may('check-schools')],
        ['Schools as typed', deskPaths.typedSchools(id), may('check-schools')],
        ['Comments', deskPaths.comments(id), may('check-comments')],
        ['Organisations', deskPaths.organisations(id), may('check-organisations')],
        ['Gathered on paper', deskPaths.paper(id), may('count-paper')],
      ],
    ],
    [
      'The letter',
      [
        ['The words', deskPaths.draft(id), may('write-draft') && letter.edition === 0],
        ['Editions', deskPaths.newEdition(id), may('write-draft') && letter.edition > 0],
        ['Signing', deskPaths.settings(id), may('change-settings')],
        ['Hosts', deskPaths.hosts(id), may('ask-hosts')],
        ['Remarks', deskPaths.remarks(id), may('settle-remarks')],
        ['Private links', deskPaths.links(id), may('share-draft')],
        ['Privacy notice', deskPaths.privacy(id), true],
        ['How long data is kept', deskPaths.retention(id), true],
        [
          'Data complaints',
          deskPaths.complaints(id),
          may('answer-complaints') && hasOpened(letter),
        ],
      ],
    ],
    [
      'After signing',
      [
        ['Updates', deskPaths.updates(id), may('write-update')],
        ['The recipient', deskPaths.dealings(id), may('record-dealing')],
        ['Delivery pack', deskPaths.pack(id), may('make-pack')],
        ['Hand-in', deskPaths.handIn(id), may('plan-hand-in')],
        ['Mail', deskPaths.mailOutcomes(id), hasOpened(letter)],
      ],
    ],
    [
      'Its life',
      [
        ['Launch', deskPaths.launch(id), may('open')],
        [hasOpened(letter) ? 'Pause, close, archive' : 'Delete', deskPaths.life(id), true],
        ['Team', deskPaths.team(id), true],
        ['What was done', deskPaths.audit(id), true],
      ],
    ],
  ]
  return (
    <dl class="ways">
      {groups.map(([title, links]) => {
        const shown = links.filter(([, , allowed]) => allowed)
        return (
          shown.length > 0 && (
            <div>
              <dt>{title}</dt>
              <dd class="row">
                {shown.map(([label, href]) => (
                  <a class="lone" href={href}>
                    {label}
                  </a>
                ))}
              </dd>
            </div>
          )
        )
      })}
    </dl>
  )
}
