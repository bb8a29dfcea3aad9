import type { Remark } from '../../desk/remark'
import { denied } from '../../desk/rights'
import { deskPaths } from '../../desk-paths'
import { renderLetter } from '../../letters/render'
import type { Point } from '../../letters/letter'
import { ukMoment } from '../../uk-time'
import { HiddenFields } from '../signatures/hidden-fields'
import { Section } from '../ui/section'
import { plainText } from '../ui/plain-text'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'
import { LetterParts } from './letter-parts'

/** What readers of a draft said, beside the points that they mean. */
export function RemarksPage({ at, remarks }: { at: AtLetter; remarks: Remark[] }) {
  const { letter, draft } = at
  const { points } = renderLetter(draft?.markdown ?? '')
  const anchors = new Set(points.map(({ anchor }) => anchor))
  const about = (point: string | null) => remarks.filter((remark) => remark.point === point)
  const gone = remarks.filter(({ point }) => point !== null && !anchors.has(point))
  return (
    <DeskPage title="Remarks" at={at}>
      <LetterParts at={at} part="remarks" />
      <div class="mt">
        {remarks.length === 0 && (
          <p>
            Nobody’s remark waits. Readers with the{' '}
            <a href={deskPaths.links(letter.id)}>link to the draft</a> can leave some.
          </p>
        )}
        <Group id="whole" title="The whole letter" at={at} remarks={about(null)} />
        {points.map((point) => (
          <Group
            id={point.anchor}
            title={`Point ${point.label}`}
            point={point}
            at={at}
            remarks={about(point.anchor)}
          />
        ))}
        <Group id="gone" title="Points that are gone" at={at} remarks={gone} />
      </div>
    </DeskPage>
  )
}

type GroupProps = { id: string; title: string; point?: Point; at: AtLetter; remarks: Remark[] }

function Group({ id, title, point, at, remarks }: GroupProps) {
  if (remarks.length === 0) return null
  const maySettle = denied(at.role, at.stage, 'settle-remarks') === null
  return (
    <Section id={id} title={title}>
      {point && <p class="say">{plainText(point.text)}</p>}
      <ul class="tl">
        {remarks.map((remark) => (
          <li>
            <b>{remark.name}</b>
            <div>
              <p class="lines">{remark.words}</p>
              <p class="s soft">
                About version {remark.version}
                {at.draft && at.draft.version !== remark.version && ` (now ${at.draft.version})`},
                left at {ukMoment(remark.createdAt)}
              </p>
              {maySettle && (
                <form method="post" action={deskPaths.remarks(at.letter.id)}>
                  <HiddenFields values={{ remark: remark.id }} />
                  <button class="btn alt sm">
                    Settled<span class="vh">: remark of {remark.name}</span>
                  </button>
                </form>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
