import type * as z from 'zod/mini'

type Schema = z.core.JSONSchema.BaseSchema

export type Schemas = Record<string, Schema>

/** `values` are all that it can be, if those are few. */
export type Field = { name: string; type: string; what: string; values: string[] }

/**
 * The fields of a schema in its order, those within others by their path: `hosts[].name`. What
 * stands in several places has its own fields told at the first.
 */
export function fieldsOf(schema: Schema, all: Schemas, within = '', told = new Set()): Field[] {
  if (schema.$ref && told.has(schema.$ref)) return []
  if (schema.$ref) told.add(schema.$ref)

  const whole = followed(schema, all)
  const item = asSchema(whole.items)
  if (item) return fieldsOf(item, all, `${within}[]`, told)

  return Object.entries(whole.properties ?? {}).flatMap(([key, property]) => {
    const field = asSchema(property)
    if (!field) return []
    const name = within ? `${within}.${key}` : key
    const values = (field.enum ?? []).map(String)
    const own = { name, type: typeOf(field, all), what: field.description ?? '', values }
    return [own, ...fieldsOf(field, all, name, told)]
  })
}

function typeOf(schema: Schema, all: Schemas): string {
  const { type, format, anyOf } = followed(schema, all)
  const [first] = anyOf ?? []
  if (first) return `${typeOf(first, all)}, or null`
  if (Array.isArray(type)) return type.map((one) => typeWord(one)).join(', or ')
  return format === 'date-time' ? 'time' : typeWord(type)
}

function typeWord(type: unknown): string {
  switch (type) {
    case 'integer':
      return 'whole\u00a0number'
    case 'string':
      return 'text'
    case 'boolean':
      return 'true or false'
    case 'array':
      return 'list'
    default:
      return String(type)
  }
}

function followed(schema: Schema, all: Schemas): Schema {
  const name = schema.$ref?.split('/').at(-1)
  return (name && all[name]) || schema
}

/** JSON Schema allows true and false, and lists, where a schema may stand; ours has none of these. */
function asSchema(value: unknown): Schema | null {
  return value && typeof value === 'object' && !Array.isArray(value) ? (value as Schema) : null
}
