import type { Controller, Role } from '../letters/letter'

/** A letter to show the site with. Its hosts, like its signers, are made up. */
export type DemoLetter = {
  slug: string
  title: string
  addressedTo: string
  hosts: { slug: string; name: string; url: string }[]
  goal: number
  roles: Role[]
  controller: Controller
  pressContact: string
  markdown: string
  openedDaysAgo: number // at seven in the morning
}
