import type { Totals } from '../../newsroom/totals'
import { paths } from '../../paths'
import { Time } from './time'

type LiveProps = { slug: string; totals: Totals }

/**
 * The script that moves the total on, wherever `data-counted`, `data-noun`, `data-goal` and a live
 * `<Time>` stand on the page. Here it says that it does, and can be paused; without it, nothing is.
 */
export function Live({ slug, totals }: LiveProps) {
  return (
    <>
      <p
        class="live s soft noprint"
        data-live={paths.letter(slug)}
        data-size={totals.ledgerSize}
        data-at={totals.asOf.toISOString()}
        hidden
      ></p>
      <script type="module" src={paths.liveScript()}></script>
    </>
  )
}

/** Of what moment all other numbers are: to be seen once the total has moved on from them. */
export function WhenLoaded({ totals }: Pick<LiveProps, 'totals'>) {
  return (
    <span data-moved hidden>
      The rest of this page is as of <Time at={totals.asOf} kind="clock" />, when it was
      loaded.{' '}
    </span>
  )
}
