import { readdir, readFile, writeFile } from 'node:fs/promises'

// What Linux counts a process's time in.
const TICKS_PER_SECOND = 100

/** The process that this one has started last, where the system tells. */
export async function youngestChild(): Promise<number | undefined> {
  try {
    const threads = await readdir(`/proc/${process.pid}/task`)
    const lists = threads.map((id) => readFile(`/proc/${process.pid}/task/${id}/children`, 'utf8'))
    const ids = (await Promise.all(lists)).join(' ').split(/\s+/).filter(Boolean).map(Number)
    // Not the largest id: they begin again from below.
    const began = async (id: number) => ({ id, at: (await fieldsIn(`/proc/${id}/stat`))[19] ?? 0 })
    const children = await Promise.all(ids.map(began))
    return children.sort((a, b) => a.at - b.at).at(-1)?.id
  } catch {
    return undefined
  }
}

/** Milliseconds of processor time that a process has taken so far; null where nobody tells. */
export async function cpuMs(pid: number | undefined): Promise<number | null> {
  try {
    return await ticksIn(`/proc/${pid}/stat`)
  } catch {
    return null
  }
}

/** The same for each of its threads, by their ids; null where nobody tells. */
export async function threadsMs(pid: number | undefined): Promise<Map<string, number> | null> {
  try {
    const threads = await readdir(`/proc/${pid}/task`)
    const spent = threads.map(async (id) => [id, await ticksIn(`/proc/${pid}/task/${id}/stat`)])
    return new Map((await Promise.all(spent)) as [string, number][])
  } catch {
    return null
  }
}

/** The most memory that a process held since this was last asked, in bytes; null where nobody tells. */
export async function mostMemory(pid: number | undefined): Promise<number | null> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(status) ?? []
    // Sets the mark back to what is held now.
    await writeFile(`/proc/${pid}/clear_refs`, '5')
    return Number(kilobytes) * 1024
  } catch {
    return null
  }
}

/** Milliseconds that a file of /proc says were spent. */
async function ticksIn(file: string): Promise<number> {
  const fields = await fieldsIn(file)
  return (((fields[11] ?? 0) + (fields[12] ?? 0)) * 1000) / TICKS_PER_SECOND
}

/** What such a file says behind the name, which may hold spaces and ends with the last bracket. */
async function fieldsIn(file: string): Promise<number[]> {
  const stat = await readFile(file, 'utf8')
  return stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
}
