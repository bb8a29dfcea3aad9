import type { CheckedName } from '../../desk/names'
import { deskPaths } from '../../desk-paths'
import type { Letter } from '../../letters/letter'
import { EnterChoosesNothing } from '../signatures/enter-chooses-nothing'
import { HiddenFields } from '../signatures/hidden-fields'
import { Section } from '../ui/section'
import { NameTicks, WhyFields, type NamesForm } from './name-choices'

type FindNamesProps = { letter: Letter; found: CheckedName[]; query: string; form: NamesForm }

/** Where a name that is shown is looked for, to take it off display. */
export function FindNames({ letter, found, query, form }: FindNamesProps) {
  return (
    <Section id="find" title="Take a name off">
      <form class="find" role="search" action={`${deskPaths.names(letter.id)}#find`}>
        <label for="q">Find a shown name, school or number</label>
        <div>
          <input id="q" name="q" type="search" value={query} autocomplete="off" maxlength={100} />
          <button class="btn alt">Find</button>
        </div>
      </form>
      {query && found.length === 0 && (
        <p role="status">
          No name that is shown matches “{query}”. Names that their signers hide can’t be found.
        </p>
      )}
      {found.length > 0 && (
        <form method="post" novalidate>
          <EnterChoosesNothing />
          <HiddenFields values={{ form: 'find' }} />
          <NameTicks letter={letter} names={found} form={form} id="find" all={found.length === 1} />
          <WhyFields form={form} id="find" />
          <button class="btn sm" name="act" value="take-off">
            Take off display
          </button>
        </form>
      )}
    </Section>
  )
}
