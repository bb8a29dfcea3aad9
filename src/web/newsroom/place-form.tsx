import type { Authority } from '../../register/newest'
import { PHASES, REGIONS } from '../../register/places'
import { paths } from '../../paths'
import { Problem } from '../ui/field'
import { ALL_PHASES, ENGLAND, WALES, type TypedPlace } from './asked-place'

type PlaceFormProps = {
  slug: string
  typed: TypedPlace
  problems: Partial<TypedPlace>
  authorities: Authority[]
}

type Option = { key: string; label: string }

const NATIONS = [
  { key: ENGLAND, label: 'England' },
  { key: WALES, label: 'Wales' },
]

/** Takes a place and a phase, for a sentence about its heads. */
export function PlaceForm({ slug, typed, problems, authorities }: PlaceFormProps) {
  const regions = REGIONS.filter(({ key }) => key !== WALES)
  const local = authorities.map(({ key, name }) => ({ key, label: name }))
  return (
    <form class="noprint" action={paths.newsroomPlace(slug)}>
      <div class="place">
        <div class={problems.place ? 'fld bad' : 'fld'}>
          <label for="place">Place</label>
          <Problem name="place" text={problems.place} />
          <select id="place" name="place" {...marks('place', problems.place)}>
            <Options options={NATIONS} chosen={typed.place} />
            <optgroup label="Regions">
              <Options options={regions} chosen={typed.place} />
            </optgroup>
            <optgroup label="Local authorities">
              <Options options={local} chosen={typed.place} />
            </optgroup>
          </select>
        </div>
        <div class={problems.phase ? 'fld bad' : 'fld'}>
          <label for="phase">Phase</label>
          <Problem name="phase" text={problems.phase} />
          <select id="phase" name="phase" {...marks('phase', problems.phase)}>
            <option value={ALL_PHASES}>All phases</option>
            <Options options={PHASES} chosen={typed.phase} />
          </select>
        </div>
        <button class="btn alt">Show the sentence</button>
      </div>
    </form>
  )
}

function Options({ options, chosen }: { options: Option[]; chosen: string }) {
  return (
    <>
      {options.map(({ key, label }) => (
        <option value={key} selected={key === chosen}>
          {label}
        </option>
      ))}
    </>
  )
}

function marks(name: string, problem: string | undefined) {
  return problem ? { 'aria-invalid': 'true' as const, 'aria-describedby': `${name}-error` } : {}
}
