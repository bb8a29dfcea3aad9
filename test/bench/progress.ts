export type Progress = { at: (what: string, detail?: string) => void; done: () => void }

const BETWEEN_LINES_MS = 15_000

/** Says what is being done: on a terminal in one line that changes, elsewhere now and then. */
export function showProgress(stream = process.stderr): Progress {
  let last = { what: '', at: 0 }
  const clear = '\r\u001b[K'
  return {
    at(what, detail) {
      const line = [what, detail].filter(Boolean).join(': ')
      const at = performance.now()
      const due = what !== last.what || at > last.at + BETWEEN_LINES_MS
      if (stream.isTTY) stream.write(`${clear}${line}`)
      else if (due) stream.write(`${line}\n`)
      if (due) last = { what, at }
    },
    done: () => stream.isTTY && stream.write(clear),
  }
}
