import { deskPaths } from '../../src/desk-paths'
import { paths } from '../../src/paths'
import type { Form } from './page'
import { routeOf, routesOf } from './site'
import type { World } from './world'

/** Forms that a page shows only at times that this world does not have, by hand. */
const BESIDES: [action: string, fields: string[]][] = [
  [paths.code('inspection'), ['code']],
  [paths.unsubscribe('no-token'), ['button', 'List-Unsubscribe']],
  [paths.resendHook(), []],
  [paths.demo(), []],
  [deskPaths.sessions(), ['session', 'do']],
  [deskPaths.freshCode(), ['code', 'next']],
  [deskPaths.discardDraft(1), ['version']],
  [deskPaths.newEdition(1), ['version', 'edition', 'reason', 'sure']],
  [deskPaths.mailing(1, 3), ['do']],
  [deskPaths.stewardClosure(1), ['was', 'sure']],
]

function besides({ opened }: World): Form[] {
  const oneCase = opened.find((path) => /\/cases\/[\da-f-]{36}$/.test(path)) ?? ''
  const objections: (typeof BESIDES)[number] = [`${oneCase}/objections`, ['objection', 'act']]
  return [...BESIDES, objections].map(([action, fields]) => ({
    page: action,
    action,
    method: 'POST',
    fields: fields.map((name) => ({ name, kind: 'text', value: '', checked: false, options: [] })),
  }))
}

/** What ends a letter, a team or a session: past it, the others would find nothing to be about. */
export const ENDS =
  /discard|\/edition$|\/launch|\/life|^\/dev\/|\/team|\/hosts|\/steward|\/desk\/(sessions|sign-out|you)/

/** A form for every path that takes one: those of the pages, each kind of them once. */
export function formsOf(world: World): Form[] {
  const kinds = new Map<string, Form>()
  for (const form of [...world.forms, ...besides(world)]) {
    const route = form.method === 'POST' && routeOf('POST', form.action)
    if (!route) continue
    const kind = `${route} ${form.fields.map(({ name, kind: type }) => (type === 'hidden' ? '' : name.replaceAll(/\d+/g, '0')))}`
    if (!kinds.has(kind)) kinds.set(kind, form)
  }
  return [...kinds.values()]
}

/** Paths that take a form which no page of this world shows, and which nobody has put down by hand. */
export function unknownTo(world: World): string[] {
  const known = new Set(formsOf(world).map(({ action }) => routeOf('POST', action)))
  return routesOf('POST').filter((route) => !known.has(route))
}

/** Of each path that takes a form one address; of those that nobody knows a likely one. */
export function addressesOf(world: World): Map<string, string> {
  const known = new Map(formsOf(world).map(({ action }) => [routeOf('POST', action), action]))
  return new Map(routesOf('POST').map((route) => [route, known.get(route) ?? likely(route)]))
}

/** Of each path that can be opened one address. */
export function pagesOf({ opened }: World): Map<string, string> {
  const known = new Map(opened.toReversed().map((path) => [routeOf('GET', path), path]))
  known.set('/unsubscribe', paths.unsubscribe('no-token'))
  return new Map(
    routesOf('GET')
      .filter((route) => !route.endsWith('*'))
      .map((route) => {
        return [route, known.get(route) ?? likely(route)]
      })
  )
}

function likely(route: string): string {
  return route.replace(':slug', 'inspection').replaceAll(/:\w+/g, '1')
}
