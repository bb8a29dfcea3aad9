import { PassThrough, Writable } from 'node:stream'
import type { Terminal } from '../../src/cli/deploy-ask.ts'

/** Somebody at a terminal, who types these lines, one whenever a question stands there. */
export function aTypist(...lines: string[]): Terminal & { shown: () => string } {
  let shown = ''
  const input = new PassThrough()
  const output = new Writable({
    write(chunk, _encoding, done) {
      shown += String(chunk)
      const line = /[:?] $/.test(String(chunk)) ? lines.shift() : undefined
      if (line !== undefined) setTimeout(() => input.write(`${line}\r`), 5)
      done()
    },
  })
  return { input, output, shown: () => shown }
}
