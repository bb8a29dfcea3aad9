import { MOST_COUNTED, type AudienceSizes } from '../../updates/audience'
import { hostField } from '../../updates/update-form'
import type { UpdateAudience } from '../../updates/update'
import type { Posted } from '../form'
import { SelectField, Tick } from '../ui/field'
import { formatNumber } from '../ui/number'

/** Who gets it by mail, with how many they are. */
export function AudienceFields({ sizes, values }: { sizes: AudienceSizes; values: Posted }) {
  const before = Number(values.before)
  const options = [
    { key: 'all', label: `All who asked for news (${many(sizes.signers)})` },
    ...(before > 1
      ? [
          {
            key: 'earlier',
            label: `Those behind an edition before edition ${before} (${earlier(sizes)})`,
          },
        ]
      : []),
    { key: 'none', label: 'None' },
  ]
  return (
    <fieldset class="bare">
      <legend>
        <b>Who gets it by mail</b>
      </legend>
      <p class="s soft">
        Only those who asked for news. Whoever is among several of these gets it once.
      </p>
      <SelectField name="signers" label="Signers" value={values.signers} options={options} />
      <Tick
        name="followers"
        label={`Those who follow the letter (${many(sizes.followers)})`}
        checked={values.followers === 'on'}
      />
      {sizes.hosts.map((host) => (
        <Tick
          name={hostField(host)}
          label={`Those who follow ${host.name} (${many(host.followers)})`}
          checked={values[hostField(host)] === 'on'}
        />
      ))}
    </fieldset>
  )
}

/** The parts of an audience and how many they are, a line each. */
export function audienceInWords(audience: UpdateAudience, sizes: AudienceSizes): string[] {
  const { signers, followers, hosts } = audience
  return [
    ...(signers === 'all' ? [`signers who asked for news: ${many(sizes.signers)}`] : []),
    ...(signers !== null && signers !== 'all'
      ? [
          `signers who asked for news, behind an edition before edition ${signers.before}: ${earlier(sizes)}`,
        ]
      : []),
    ...(followers ? [`those who follow the letter: ${many(sizes.followers)}`] : []),
    ...sizes.hosts
      .filter(({ id }) => hosts.includes(id))
      .map(({ name, followers: n }) => `those who follow ${name}: ${many(n)}`),
  ]
}

function many(n: number): string {
  return n > MOST_COUNTED ? `more than ${formatNumber(MOST_COUNTED)}` : formatNumber(n)
}

/** Among very many, not all are looked at. */
function earlier(sizes: AudienceSizes): string {
  return sizes.signers > MOST_COUNTED
    ? `at least ${formatNumber(sizes.earlier)}`
    : formatNumber(sizes.earlier)
}
