import type { Problems } from '../../signatures/signature'

/** What was posted, as typed (`on` for a tick), and what is wrong with it. */
export type FormState = { values: Record<string, string>; problems: Problems }

export const EMPTY_FORM: FormState = { values: {}, problems: {} }
