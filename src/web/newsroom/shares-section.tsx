import type { Letter } from '../../letters/letter'
import { placeLabel } from '../../newsroom/describe-shares'
import { findShare, type ShareCell } from '../../newsroom/shares'
import type { Authority, NewestRegister } from '../../register/newest'
import { labelIn, PHASES, REGIONS } from '../../register/places'
import { paths } from '../../paths'
import { Time } from '../ui/time'
import { askedPlace, type TypedPlace } from './asked-place'
import { PlaceForm } from './place-form'
import { citePlace, type PlaceCited } from './place-sentence'
import { placeInWords, registerInWords, stateSchools } from './place-words'
import { AboutShares } from './about-shares'
import { phasesIn, RegionsByPhase, SharesTable } from './shares-table'

export type SharesProps = {
  letter: Pick<Letter, 'slug' | 'title'>
  register: NewestRegister
  cells: ShareCell[]
  authorities: Authority[]
  typed: TypedPlace
}

type SharesSectionProps = SharesProps & Omit<PlaceCited, 'letter' | 'register'>

/** What part of England's schools has signed: a sentence for any place and phase, and tables. */
export function SharesSection(props: SharesSectionProps) {
  const { letter, register, cells, authorities, typed, at } = props
  const asked = askedPlace(typed, authorities)
  const problems = 'problems' in asked ? asked.problems : {}
  const inEngland = (phase: string | null) =>
    findShare(cells, { region: null, authority: null, phase })
  return (
    <>
      <p>
        As of <Time at={at} kind="moment" />.
      </p>
      <AboutShares register={register} />
      <h3>A place in one sentence</h3>
      <PlaceForm {...{ slug: letter.slug, typed, problems, authorities }} />
      {!('problems' in asked) && <Sentence {...props} place={asked.at} />}
      <p class="s soft">
        Of the present only: shares are not kept, and the ledger does not prove them.
      </p>
      <RegionsByPhase cells={cells} />
      <details>
        <summary>Schools with a signer, and named heads: by phase, and by region</summary>
        <SharesTable
          caption="England by phase"
          of="Phase"
          rows={[...phasesIn(cells), null].flatMap((phase) => {
            const cell = inEngland(phase)
            return cell ? [[phase ? labelIn(PHASES, phase) : 'All phases', cell]] : []
          })}
        />
        <SharesTable
          caption="Regions, all phases"
          of="Region"
          rows={cells.flatMap((cell) =>
            cell.region && !cell.authority && !cell.phase
              ? [[labelIn(REGIONS, cell.region), cell]]
              : []
          )}
        />
      </details>
      <p class="mt">
        <a href={paths.places(letter.slug)}>Every local authority</a>. With phases, as data:{' '}
        <a href={paths.sharesCsv(letter.slug)}>shares.csv</a>
      </p>
    </>
  )
}

type SentenceProps = SharesSectionProps & {
  place: { region: string | null; authority: string | null; phase: string | null }
}

function Sentence({ place, authorities, ...props }: SentenceProps) {
  const { cells, register, typed } = props
  const cell = findShare(cells, place)
  if (cell) return <blockquote class="say">{citePlace(props, cell)}</blockquote>
  const name = authorities.find(({ key }) => key === typed.place)?.name ?? null
  const where = placeInWords(placeLabel({ ...place, name }))
  return (
    <p class="note">
      The {registerInWords(register)} has no {stateSchools(place.phase, 1)} in {where}. Choose
      another phase, or all.
    </p>
  )
}
