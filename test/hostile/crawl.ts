import { env } from 'cloudflare:workers'
import { readPage, type Form } from './page'
import { request, routeOf } from './site'

export type Answered = (path: string, answer: Response, body: Uint8Array) => unknown

const MAILS = 100

/** Opens everything that links lead to, and hands over each answer. Nothing is opened twice. */
export async function crawl(
  starts: string[],
  cookie: string,
  each: Answered = () => {},
  perRoute = 12
): Promise<{ forms: Form[]; opened: string[] }> {
  const queue = [...starts]
  const known = new Set(queue)
  const visits = new Map<string, number>()
  const forms: Form[] = []
  const opened: string[] = []
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const route = routeOf('GET', path) ?? ''
    const visited = visits.get(route) ?? 0
    // Every mail has links of its own.
    if (visited >= (route.startsWith('/dev/') ? MAILS : perRoute)) continue
    visits.set(route, visited + 1)

    const answer = await request(path, { headers: { cookie } })
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const body = new TextDecoder().decode(bytes)
    opened.push(path)
    await each(path, answer, bytes)
    const next = answer.headers.get('location')
    const page = answer.headers.get('content-type')?.startsWith('text/html')
      ? await readPage(body, path)
      : null
    forms.push(...(page?.forms ?? []))
    for (const link of [next, ...(page?.links ?? [])]) {
      const url = link && URL.parse(link, new URL(path, env.ORIGIN))
      if (!url || url.origin !== env.ORIGIN) continue
      const found = url.pathname + url.search
      if (known.has(found)) continue
      known.add(found)
      queue.push(found)
    }
  }
  return { forms, opened }
}
