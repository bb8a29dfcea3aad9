/** What V8 says of an isolate's heap. */
type Heap = { usedSize: number; embedderHeapUsedSize?: number; backingStorageSize?: number }

const BETWEEN_MS = 200

/**
 * Looks at the Worker's own heap, with its garbage collected first, until it is stopped. Returns the
 * most that was held, in bytes: what counts against the limit of an isolate.
 */
export async function watchHeap(inspector: URL) {
  const listed = await fetch(`http://${inspector.host}/json`)
  const targets = (await listed.json()) as { title: string; webSocketDebuggerUrl: string }[]
  const site = targets.find(({ title }) => title.includes('core:user'))
  if (!site) throw new Error('the runtime does not show its isolates')
  const socket = new WebSocket(site.webSocketDebuggerUrl)
  await new Promise((open) => socket.addEventListener('open', open, { once: true }))
  const answers = new Map<number, (result: unknown) => void>()
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id: number; result: unknown }
    answers.get(id)?.(result)
    answers.delete(id)
  })
  let last = 0
  const tell = <T>(method: string) =>
    new Promise<T>((resolve) => {
      answers.set(++last, resolve as (result: unknown) => void)
      socket.send(JSON.stringify({ id: last, method }))
    })

  const over = new AbortController()
  const looking = (async () => {
    let most = 0
    while (!over.signal.aborted) {
      await tell('HeapProfiler.collectGarbage')
      const heap = await tell<Heap>('Runtime.getHeapUsage')
      const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = heap
      most = Math.max(most, usedSize + embedderHeapUsedSize + backingStorageSize)
      await new Promise((later) => setTimeout(later, BETWEEN_MS))
    }
    return most
  })()
  return async () => {
    over.abort()
    const most = await looking
    socket.close()
    return most
  }
}
