import type { Host, Letter, Point } from '../letters/letter'
import { renderLetter } from '../letters/render'
import { closedSince } from '../letters/state'
import type { Draft } from './find'

/** What a letter can't open without, or with. */
export type Missing =
  | { what: 'title' | 'recipient' | 'text' | 'hosts' | 'roles' }
  | { what: 'controller-name' | 'controller-contact' | 'controller-address' }
  | { what: 'closing-passed' }
  | { what: 'point-twice'; label: string }
  | { what: 'host-left'; name: string }

/** With hosts, if those are fixed in them already. */
type Words = Pick<Draft, 'title' | 'addressedTo' | 'markdown'> & { hosts?: Pick<Host, 'name'>[] }

/** What is missing before a letter can open; of its words only while they are not frozen. */
export function missingFrom(letter: Letter, words: Words | null, now: Date): Missing[] {
  const { controller } = letter
  const twice = words === null ? [] : labelsTwice(renderLetter(words.markdown).points)
  const standing = new Set(letter.hosts.map(({ name }) => name))
  const left = words?.hosts?.filter(({ name }) => !standing.has(name)) ?? []
  const missing: [boolean, Missing][] = [
    [words?.title.trim() === '', { what: 'title' }],
    [words?.addressedTo.trim() === '', { what: 'recipient' }],
    [words?.markdown.trim() === '', { what: 'text' }],
    ...left.map(({ name }): [boolean, Missing] => [true, { what: 'host-left', name }]),
    ...twice.map((label): [boolean, Missing] => [true, { what: 'point-twice', label }]),
    [letter.hosts.length === 0, { what: 'hosts' }],
    [letter.roles.length === 0, { what: 'roles' }],
    [controller.name.trim() === '', { what: 'controller-name' }],
    [controller.contact.trim() === '', { what: 'controller-contact' }],
    [controller.address.trim() === '', { what: 'controller-address' }],
    [closedSince(letter, now) !== null, { what: 'closing-passed' }],
  ]
  return missing.flatMap(([isMissing, what]) => (isMissing ? [what] : []))
}

/** Two points of one label would share their address. */
export function labelsTwice(points: Point[]): string[] {
  const labels = points.map(({ label }) => label)
  return [...new Set(labels.filter((label, i) => labels.indexOf(label) < i))]
}
