import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

type Mail = { to: string | string[] }

/** Takes every batch as Resend would, and tells who waits for an address that its mail is here. */
export type Provider = Awaited<ReturnType<typeof startProvider>>

export async function startProvider() {
  const waiting = new Map<string, (at: number) => void>()
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request.setEncoding('utf8')) body += part
    const at = performance.now()
    const mails = JSON.parse(body) as Mail[]
    for (const address of mails.flatMap(({ to }) => to)) waiting.get(address)?.(at)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ data: mails.map(() => ({ id: crypto.randomUUID() })) }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    arrival: (address: string) => new Promise<number>((come) => waiting.set(address, come)),
    stop: () => server.close(),
  }
}
