import type { Problems } from '../../signatures/signature'

/** What was posted, as typed (`on` for a tick), and what is wrong with it. */
export type FormState = { values: Record<string, string>; problems: Problems }

export const EMPTY_FORM: FormState = { values: {}, problems: {} }

/** What the fields of a form are given, by their names: what was typed, and what is wrong with it. */
export function fieldsOf({ values, problems }: FormState) {
  return (name: string) => ({ name, value: values[name], problem: problems[name] })
}
