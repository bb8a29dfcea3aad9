import { readdir, readFile } from 'node:fs/promises'

// What Linux counts a process's time in.
const TICKS_PER_SECOND = 100

/** The process that this one has started last, where the system tells. */
export async function youngestChild(): Promise<number | undefined> {
  try {
    const threads = await readdir(`/proc/${process.pid}/task`)
    const lists = threads.map((id) => readFile(`/proc/${process.pid}/task/${id}/children`, 'utf8'))
    const ids = (await Promise.all(lists)).join(' ').split(/\s+/).filter(Boolean).map(Number)
    return ids.sort((a, b) => a - b).at(-1)
  } catch {
    return undefined
  }
}

/** Milliseconds of processor time that a process has taken so far; null where nobody tells. */
export async function cpuMs(pid: number | undefined): Promise<number | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The name may hold spaces, and ends with the last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND
  } catch {
    return null
  }
}

/** The memory that a process holds, in bytes; null where nobody tells. */
export async function memory(pid: number | undefined): Promise<number | null> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(status) ?? []
    return Number(kilobytes) * 1024
  } catch {
    return null
  }
}
