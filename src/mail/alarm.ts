import { paths } from '../paths'
import { frame, type Site } from './frame'
import type { Content } from './message'
import { ukMoment } from '../uk-time'

export type Alarm = { kind: string; detail: string; at: number }

/** Tells a steward that something needs a person. */
export function alarm({ kind, detail, at }: Alarm, site: Site): Content {
  return frame(site, {
    subject: `Alarm: ${kind}`,
    body: [
      `Something on ${site.origin} needs looking at. It was found at ${ukMoment(at)}.`,
      detail,
      'Nothing was repaired by itself.',
      { link: site.origin + paths.health(), label: 'The state of the site' },
    ],
    because: 'You get this mail because this address is a steward’s.',
  })
}
