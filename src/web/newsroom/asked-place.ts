import type { PlacesAsked } from '../../newsroom/read-places'
import type { Authority } from '../../register/newest'
import { PHASES, REGIONS } from '../../register/places'

/** What of places a page is asked for by its query. */
export type TypedPlace = { place: string; phase: string }

export const ENGLAND = 'england'
export const ALL_PHASES = 'all'
export const WALES = 'wales'

/** A place and a phase of the shares, as keys; or what is wrong with them, by field. */
export type AskedPlace =
  | { at: { region: string | null; authority: string | null; phase: string | null } }
  | { problems: Partial<TypedPlace> }

/** Reads the place and the phase. Where nothing is asked, that is all of England. */
export function askedPlace({ place, phase }: TypedPlace, authorities: Authority[]): AskedPlace {
  const problems: Partial<TypedPlace> = {}
  const authority = authorities.find(({ key }) => key === place)
  const isRegion = place !== WALES && REGIONS.some(({ key }) => key === place)
  if (place === WALES) problems.place = NOT_WALES
  else if (!authority && !isRegion && place !== '' && place !== ENGLAND) {
    problems.place = 'There is no such place here. Choose one from the list.'
  }
  const isAll = phase === '' || phase === ALL_PHASES
  if (!isAll && !PHASES.some(({ key }) => key === phase)) {
    problems.phase = 'There is no such phase. Choose one from the list.'
  }
  if (problems.place || problems.phase) return { problems }
  const region = isRegion ? place : (authority?.region ?? null)
  return { at: { region, authority: authority?.key ?? null, phase: isAll ? null : phase } }
}

const NOT_WALES =
  'There are no shares for Wales: its list of schools here is older and names no heads. Signers in Wales are counted. Choose a place in England.'

/** What to read for it: besides the regions that authority, should it be one. */
export function placesAsked({ place }: TypedPlace): PlacesAsked {
  return /^[a-z-]+$/.test(place) ? { authority: place } : 'regions'
}
