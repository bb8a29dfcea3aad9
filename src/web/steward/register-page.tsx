import { deskPaths } from '../../desk-paths'
import type { LoadedRegister } from '../../register/loaded'
import { DeskPage } from '../desk/desk-page'
import { formatNumber } from '../ui/number'
import { Section } from '../ui/section'
import { Time } from '../ui/time'

const OGL = 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/'

/** Which lists of schools are loaded, of which day, and how to load newer ones. */
export function RegisterPage({ registers }: { registers: LoadedRegister[] }) {
  return (
    <DeskPage title="Register of schools" over="For stewards">
      <p class="row">
        <a href={deskPaths.steward()}>The site</a>
      </p>
      {registers.length === 0 && (
        <p>None is loaded: signers type their school, and no role can be checked.</p>
      )}
      {registers.map((one) => (
        <Section id={one.country} title={one.country === 'wales' ? 'Wales' : 'England'}>
          <Loaded {...one} />
        </Section>
      ))}
      <Section id="load" title="Load a newer one">
        <p>
          Download the list at <i>Get Information about Schools</i> (England), or take that of Wales
          as CSV or TSV; then, where the site is deployed from:
        </p>
        <pre>npm run schools:import -- FILE --remote</pre>
        <p>
          Only what differs is written. A school that is no longer listed is closed here, and stays
          with those who signed from it. Heads’ names serve to match signers, and are never shown.
        </p>
      </Section>
    </DeskPage>
  )
}

function Loaded(register: LoadedRegister) {
  const { country, name, asOf, importedAt, isExtract, open, closed } = register
  const facts: [string, number][] = [
    ['Open schools', open],
    ['With a domain of their own, or their trust’s', register.withDomain],
    ['With one that strangers share', register.shared],
    ['Without a website', register.withoutWebsite],
    ['Closed', closed],
    ['Made up, for the demonstration', register.madeUp],
  ]
  return (
    <>
      <p>
        {name}. As of <Time at={Date.parse(asOf)} kind="day" />, loaded at{' '}
        <Time at={importedAt} kind="moment" />.
        {isExtract === 1 && (
          <b>
            {' '}
            It is only a part of that list
            {country === 'england' && ', and every share is of that part'}.
          </b>
        )}
      </p>
      <table class="short">
        <tbody>
          {facts
            .filter(([, n]) => n > 0)
            .map(([what, n]) => (
              <tr>
                <th scope="row">{what}</th>
                <td class="num">{formatNumber(n)}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <p class="s soft mt">
        Contains public sector information licensed under the{' '}
        <a href={OGL}>Open Government Licence v3.0</a>.
      </p>
    </>
  )
}
