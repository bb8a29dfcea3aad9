import { number } from './verify-words.ts'

const { stderr } = process

/** A terminal's line is written over; elsewhere every line stays. */
const PAUSE_MS = stderr.isTTY ? 200 : 5_000

/** Tells on stderr how far an audit is, now and then: a short one says nothing. */
export function progressHere(): (done: number, size: number) => void {
  let due = Date.now() + PAUSE_MS

  return (done, size) => {
    if (done === size) clearProgress()
    else if (Date.now() >= due) {
      due = Date.now() + PAUSE_MS
      const text = `Read ${number(done)} of ${number(size)} entries`
      clearProgress()
      stderr.write(stderr.isTTY ? text : `${text}\n`)
    }
  }
}

/** Takes the line away again, so that nothing is written behind it. */
export function clearProgress() {
  if (stderr.isTTY) stderr.write('\r\u001b[K')
}
