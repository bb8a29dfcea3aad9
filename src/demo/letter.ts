import type { Controller, Role } from '../letters/letter'

/** A group in whose name a demonstration letter is written. */
export type DemoHost = {
  slug: string
  name: string
  url: string
  /** Whose mailbox said that it stands behind the letter; else it is the group of its owner. */
  confirmedFrom?: string
}

/** A change of the text, and what stood there before. */
export type DemoChange = {
  /** How many days after the letter opened the new words were published. */
  days: number
  reason: string
  /** The new words, and those that they replaced. */
  words: [now: string, before: string][]
  /** Of those who had signed before, one in so many says yes to the new words. */
  oneMovesOf?: number
}

/** Something that was done at the desk: how many days before the letter opened, by whom, and what. */
export type DemoDeed = [
  days: number,
  by: string | null,
  act: string,
  detail?: Record<string, string>,
]

/** A letter to show the site with. Its hosts, like its signers, are made up. */
export type DemoLetter = {
  slug: string
  title: string
  addressedTo: string
  hosts: DemoHost[]
  goal: number
  milestones?: number[]
  eligibility?: string
  roles: Role[]
  controller: Controller
  pressContact: string
  /** As it reads now. */
  markdown: string
  /** How it came to read so, oldest first. */
  changes?: DemoChange[]
  /** What was done before it opened, first things first; who is in its team follows from it. */
  past: DemoDeed[]
  openedDaysAgo: number // at seven in the morning
}

/** The texts of a letter's editions, oldest first: each change undone gives the one before. */
export function textsOf({ markdown, changes = [] }: DemoLetter): string[] {
  return changes.reduceRight<string[]>(
    (texts, { words }) => [
      words.reduce((text, [now, before]) => text.replace(now, before), texts[0] ?? markdown),
      ...texts,
    ],
    [markdown]
  )
}
