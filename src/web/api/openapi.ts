import { LICENCE, terms } from './about'
import { described, type Described } from './described'
import { makeSchemas } from './make-schemas'

const HERE = '#/components'

/** The public data for programs, as OpenAPI 3.1: schemas are those that the answers are typed by. */
export function describeApi() {
  return {
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Countersign: public data of open letters',
      version: '1',
      description: Object.values(terms).join('\n\n'),
      license: { name: LICENCE.name, url: LICENCE.url },
    },
    paths: Object.fromEntries(
      described.map((one) => [one.address, { get: operation(one) }] as const)
    ),
    components: {
      schemas: makeSchemas(),
      parameters: {
        slug: {
          name: 'slug',
          in: 'path',
          required: true,
          description: 'The letter’s name in addresses.',
          schema: { type: 'string' },
        },
        q: {
          name: 'q',
          in: 'query',
          description: 'What to search for.',
          schema: { type: 'string' },
        },
        after: {
          name: 'after',
          in: 'query',
          description: 'Where to go on: what `next` of the page before says.',
          schema: { type: 'string' },
        },
      },
      headers: {
        'X-As-Of': {
          description: 'When the numbers were read, all of one moment.',
          schema: { type: 'string', format: 'date-time' },
        },
        'X-Ledger-Size': {
          description: 'Entries in the letter’s ledger at that moment.',
          schema: { type: 'integer', minimum: 0 },
        },
        ETag: {
          description: 'Names this answer; send it back as If-None-Match.',
          schema: { type: 'string' },
        },
      },
      responses: {
        NotModified: { description: 'You have the newest answer already.' },
        NoSuchPlace: { description: 'What `after` says is no place that a page named.' },
        NotFound: { description: 'There is no such letter, or it is not public.' },
      },
    },
  }
}

function operation(one: Described) {
  const headers = one.searched ? ['ETag'] : ['X-As-Of', 'X-Ledger-Size', 'ETag']
  const parameters = one.searched ? ['q'] : ['slug', ...(one.paged ? ['after'] : [])]
  return {
    operationId: one.id,
    summary: one.title,
    description: one.what,
    parameters: parameters.map((name) => ref('parameters', name)),
    responses: {
      200: {
        description: one.title,
        headers: Object.fromEntries(headers.map((name) => [name, ref('headers', name)])),
        content: content(one),
      },
      304: ref('responses', 'NotModified'),
      ...(one.paged && { 400: ref('responses', 'NoSuchPlace') }),
      ...(!one.searched && { 404: ref('responses', 'NotFound') }),
    },
  }
}

function content(one: Described) {
  if ('csv' in one) return { 'text/csv': { schema: { type: 'string' }, example: one.csv } }
  return { 'application/json': { schema: ref('schemas', one.schema), example: one.example } }
}

function ref(kind: string, name: string) {
  return { $ref: `${HERE}/${kind}/${name}` }
}
