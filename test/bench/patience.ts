import type { Patience } from './compare.ts'

/** For a run whose figures mean something. */
export const PATIENCE: Patience = {
  helloMs: 350,
  readMs: 900,
  writeMs: 2500,
  stageMs: 2500,
  again: 20,
  sustainMs: 60_000,
  atOnce: 256,
  mails: 30,
  watchers: 1000,
  come: 400,
  comePerSecond: 40,
  pieces: [
    { curve: 'petition', minutes: 5, oneOf: 10, speed: 10 },
    { curve: 'letters', minutes: 5, oneOf: 1, speed: 10 },
    { curve: 'petition', minutes: 12 * 60, oneOf: 1000, speed: 1000 },
    { curve: 'letters', minutes: 12 * 60, oneOf: 1, speed: 1000 },
  ],
  schools: 22_010,
}

/** For a run that only shows that all this works. */
export const IMPATIENCE: Patience = {
  helloMs: 50,
  readMs: 100,
  writeMs: 600,
  stageMs: 200,
  again: 1,
  sustainMs: 1000,
  atOnce: 64,
  mails: 2,
  watchers: 20,
  come: 20,
  comePerSecond: 40,
  pieces: [
    { curve: 'petition', minutes: 60, oneOf: 1500, speed: 1000 },
    { curve: 'letters', minutes: 60, oneOf: 1, speed: 1000 },
  ],
  schools: 300,
}
