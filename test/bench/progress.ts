export type Progress = { at: (what: string, detail?: string) => void; done: () => void }

/** Says what is being done: on a terminal in one line that changes, elsewhere a line for each. */
export function showProgress(stream = process.stderr): Progress {
  let last = ''
  const clear = '\r\u001b[K'
  return {
    at(what, detail) {
      const line = [what, detail].filter(Boolean).join(': ')
      if (stream.isTTY) stream.write(`${clear}${line}`)
      else if (what !== last) stream.write(`${what}\n`)
      last = what
    },
    done: () => stream.isTTY && stream.write(clear),
  }
}
