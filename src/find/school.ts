/** A school as the search of the register gives it: in words, but for its number. */
export type School = {
  urn: number
  /** Its name and town. */
  label: string
  name_cy: string | null
  postcode: string | null
  phase: string
  type: string
  local_authority: string
}

/** What tells it from others of its name; in a search also what may have been typed of it. */
export function restOf(school: School, isFound: boolean): string {
  const { name_cy, postcode, phase, type, local_authority: authority } = school
  const kind = phase.startsWith('No phase') ? type : phase
  return [isFound && name_cy, isFound && postcode, kind, authority].filter(Boolean).join(' · ')
}

/** A piece of a page with these words. */
export function piece(tag: string, text: string, className = ''): HTMLElement {
  const made = document.createElement(tag)
  made.textContent = text
  if (className) made.className = className
  return made
}
