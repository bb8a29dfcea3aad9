import type { FollowUp } from '../follow/follow-ups'
import { paths } from '../paths'
import type { FollowUpsData } from './letter-data'

/** The letters before and after one, as public data. */
export function describeFollowUps(origin: string, followUps: FollowUp[]): FollowUpsData {
  const [earlier = null] = described(origin, followUps, 'earlier')
  return { follows_up: earlier, followed_up_by: described(origin, followUps, 'later') }
}

function described(origin: string, followUps: FollowUp[], which: FollowUp['which']) {
  return followUps
    .filter((one) => one.which === which)
    .map(({ slug, title }) => ({ slug, title, url: origin + paths.letter(slug) }))
}
