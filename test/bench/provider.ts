import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

type Mail = { to: string | string[]; text: string }

/** When a mail came in, and what it says. */
export type Arrival = { at: number; text: string }

/** Takes every batch as Resend would, and tells who waits for an address that its mail is here. */
export type Provider = Awaited<ReturnType<typeof startProvider>>

export async function startProvider() {
  const waiting = new Map<string, (arrival: Arrival) => void>()
  const server = createServer(async (request, response) => {
    const body = await text(request).catch(() => null)
    // Whoever is stopped in the middle of a batch sends nothing.
    if (body === null) return
    const at = performance.now()
    const mails = JSON.parse(body) as Mail[]
    for (const mail of mails) {
      for (const address of [mail.to].flat()) {
        waiting.get(address)?.({ at, text: mail.text })
        waiting.delete(address)
      }
    }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ data: mails.map(() => ({ id: crypto.randomUUID() })) }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    /** The next mail to an address. */
    arrival: (address: string) => new Promise<Arrival>((come) => waiting.set(address, come)),
    stop: () => server.close(),
  }
}
