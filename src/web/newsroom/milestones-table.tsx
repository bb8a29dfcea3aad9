import type { Letter } from '../../letters/letter'
import type { Milestone } from '../../newsroom/milestones'
import { paths } from '../../paths'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'
import { citeMilestone } from './citation'
import { Quotable } from './quotable'

type MilestonesTableProps = { milestones: Milestone[]; letter: Letter; site: string }

/** The round numbers that the total has reached, each with the published total that first had it. */
export function MilestonesTable({ milestones, letter, site }: MilestonesTableProps) {
  return (
    <>
      <h3 id="milestones">Milestones</h3>
      <p class="s soft">
        When the published total first reached a number. None is taken back if the total falls
        again.
      </p>
      <table class="short">
        <caption class="vh">Milestones</caption>
        <thead>
          <tr>
            <th scope="col">Reached</th>
            <th scope="col">At</th>
          </tr>
        </thead>
        <tbody>
          {milestones.map(({ number, reachedAt, ledgerSize }) => (
            <tr>
              <Quotable
                label={formatNumber(number)}
                citation={citeMilestone({ letter, site }, number, reachedAt, ledgerSize)}
              />
              <td>
                <a href={paths.pastTotal(letter.slug, ledgerSize)}>
                  <Time at={reachedAt} kind="moment" />
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
