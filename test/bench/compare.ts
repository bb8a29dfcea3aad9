import { rush, type Asking, type Place, type Rush } from './rush.ts'

const HELLO_MS = 700

/** A rush, and the rush on "hello" just before it, that its times are read against. */
export type Compared = Rush & { concurrency: number; hello: Rush }

export type Places = { hello: Place; site: Place }

/** Measures the site against "hello" with as many visitors, in the same seconds. */
export async function compare(
  places: Places,
  concurrency: number,
  ms: number,
  next: () => Asking | undefined
): Promise<Compared> {
  const hello = await rush({ place: places.hello, concurrency, ms: HELLO_MS }, () => {
    return { path: '/', expect: 200 }
  })
  const measured = await rush({ place: places.site, concurrency, ms }, next)
  return { ...measured, concurrency, hello }
}
