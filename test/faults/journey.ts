import type { Checked } from './rules'

/** What somebody is told: that it is done; that nobody can tell; or that nothing was done. */
export type Told = boolean | 'undone'

/** What somebody does, all of it while something goes wrong. */
export type Course = {
  act: () => Promise<Told>
  /** What whoever was not told that it is done does then. Without it, the same again. */
  again?: () => Promise<Told>
  /** Throws unless it is done. */
  holds: () => Promise<void>
  /** Throws unless all has come of it that was to come. */
  inTheEnd?: () => Promise<void>
}

export type Journey = {
  name: string
  /** What has happened before, with nothing wrong. */
  begin: (checked: Checked) => Promise<Course>
}
