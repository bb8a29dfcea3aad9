/**
 * Punctuation and symbols, for the Markdown library: what it would bring spells out all of Unicode's
 * tables, and the runtime knows them.
 */
export const P = /\p{P}/u
export const S = /\p{S}/u
