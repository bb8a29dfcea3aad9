import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SECRET } from './siteverify-secret.ts'

/** The name of every site of the tests. */
const HOSTNAME = 'countersign.test'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

type Body = { secret?: string; response?: string; remoteip?: string; idempotency_key?: string }

/**
 * Cloudflare's siteverify, as far as its documentation tells. A token says what comes of it: it
 * begins with the outcome, and each is good for one question.
 */
export async function startSiteverify() {
  const spent = new Set<string>()
  const server = createServer((request, response) => {
    answer(spent, request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/siteverify`,
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function answer(spent: Set<string>, request: IncomingMessage, response: ServerResponse) {
  const asked = JSON.parse(await text(request)) as Body
  const say = (status: number, told: object) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(told))
  }
  const fail = (code: string) => say(200, { success: false, 'error-codes': [code] })

  const { secret, response: token = '', remoteip, idempotency_key: key = '' } = asked
  if (secret !== SECRET) return fail('invalid-input-secret')
  if (!UUID.test(key) || !remoteip) return fail('bad-request')
  if (spent.has(token)) return fail('timeout-or-duplicate')
  spent.add(token)

  const good = { success: true, hostname: HOSTNAME, action: 'sign', 'error-codes': [] }
  switch (token.split(' ', 1)[0]) {
    case 'good':
      return say(200, good)
    case 'error':
      return say(500, good)
    case 'elsewhere':
      return say(200, { ...good, hostname: 'elsewhere.example.org' })
    case 'other-act':
      return say(200, { ...good, action: 'sign-in' })
    case 'garbled':
      return void response.writeHead(200).end('{"success": tr')
    case 'silent':
      return
    case 'reset':
      return request.socket.resetAndDestroy()
    default:
      // As good as it looks otherwise.
      return say(200, { ...good, success: false, 'error-codes': ['invalid-input-response'] })
  }
}
