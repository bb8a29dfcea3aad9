import { Section } from '../ui/section'
import type { Described } from './described'
import { fieldsOf, type Schemas } from './fields'

/** An example that is longer than this is shown on demand. */
const SHORT = 400

type DataSectionProps = {
  one: Described
  schemas: Schemas
  /** What holds for every table. */
  tables: string
  site: string
}

/** One of the public data: its address, its fields, an answer. */
export function DataSection({ one, schemas, tables, site }: DataSectionProps) {
  const example = 'csv' in one ? one.csv : JSON.stringify(one.example, null, 2)
  return (
    <Section id={one.id} title={one.title}>
      <p>
        <code>
          GET {site}
          {one.address}
          {one.paged && '?after={place}'}
          {one.searched && '?q={words}'}
        </code>
      </p>
      <p>{one.what}</p>
      {'schema' in one && <Fields schema={schemas[one.schema] ?? {}} schemas={schemas} />}
      {'csv' in one && <p class="s soft">{tables}</p>}
      <details open={example.length <= SHORT}>
        <summary>An answer</summary>
        <pre>{example}</pre>
      </details>
    </Section>
  )
}

type FieldsProps = { schema: Schemas[string]; schemas: Schemas }

function Fields({ schema, schemas }: FieldsProps) {
  return (
    <>
      <p class="k">{schema.type === 'array' ? 'Fields of each entry' : 'Fields'}</p>
      <dl class="fields">
        {fieldsOf(schema, schemas).map(({ name, type, what, values }) => (
          <div>
            <dt>
              <code>{name.replace(/^\[\]\.?/, '')}</code> <span class="s soft">{type}</span>
            </dt>
            <dd>
              <Marked text={what} />
              {values.length > 0 && (
                <>
                  {' '}
                  One of <Marked text={values.map((value) => `\`${value}\``).join(', ')} />.
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** What stands between backticks is code, as in the description for programs. */
function Marked({ text }: { text: string }) {
  return <>{text.split('`').map((part, i) => (i % 2 === 1 ? <code>{part}</code> : part))}</>
}
