import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { Problem } from './problem.ts'

export type Terminal = { input: NodeJS.ReadableStream; output: NodeJS.WritableStream }

const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })

/** Asks until the answer will do. `problemWith` says what is wrong with one, or null. */
export async function ask(
  terminal: Terminal,
  question: string,
  problemWith: (answer: string) => string | null
): Promise<string> {
  return repeat(terminal, problemWith, () => readLine(terminal, `  ${question}`, terminal.output))
}

/** The same, and nothing that is typed or pasted is shown. */
export async function askSecretly(
  terminal: Terminal,
  question: string,
  problemWith: (answer: string) => string | null
): Promise<string> {
  return repeat(terminal, problemWith, async () => {
    terminal.output.write(`  ${question}`)
    const answer = await readLine(terminal, '', nowhere())
    terminal.output.write('\n')
    return answer
  })
}

async function repeat(
  { output }: Terminal,
  problemWith: (answer: string) => string | null,
  read: () => Promise<string>
) {
  for (;;) {
    const answer = (await read()).trim()
    const problem = problemWith(answer)
    if (problem === null) return answer
    output.write(`  That ${problem}.\n`)
  }
}

/** As a terminal, so that readline does the echoing, to `output` or to nowhere. */
function readLine({ input }: Terminal, question: string, output: NodeJS.WritableStream) {
  return new Promise<string>((done, stop) => {
    const lines = createInterface({ input, output, terminal: true, historySize: 0 })
    lines.question(question, (answer) => {
      done(answer)
      lines.close()
    })
    lines.once('close', () => {
      stop(new Problem('\nStopped. Running npm run deploy again continues from here.'))
    })
  })
}
