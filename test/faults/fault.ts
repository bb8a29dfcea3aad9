/** What can go wrong is a call of one of these. The Registrar's database is the site's. */
export const PARTS = ['D1', 'Durable Object', 'queue', 'provider'] as const

export type Part = (typeof PARTS)[number]

/**
 * What becomes of a call. `slow` and `late` happen after whoever called has given them up: when it
 * has gone on to the next call but one, or when its visitor has been answered. Of a `partial` batch
 * some statements can't be run, or some mails are refused. What `goes down` fails for everyone
 * until the visitor has been answered. Who is `evicted` never hears what became of the call; that
 * is for Durable Objects. The clock steps by ten minutes, and then goes on from there.
 */
export const MODES = [
  'fails before',
  'fails after commit',
  'slow',
  'late',
  'duplicate',
  'partial',
  'goes down',
  'commits and goes down',
  'evicted before',
  'evicted after commit',
  'clock steps back',
  'clock steps ahead',
] as const

export type Mode = (typeof MODES)[number]

/** Which call is met by what: the `k`-th of a part, from 1. */
export type Fault = { mode: Mode; part: Part; k: number }

/** As `npm run faults -- --only` takes it, behind the journey's name. */
export function nameOf({ mode, part, k }: Fault): string {
  return `${mode}/${part}/${k}`
}

/** Nobody knows from it whether anything happened. */
export function lost(): Error {
  return new Error('Network connection lost.')
}
