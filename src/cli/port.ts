import { connect, createServer } from 'node:net'
import { Problem } from './problem.ts'

/** A port as typed, or a problem. */
export function readPort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port >= 1 && port <= 65535) return port
  throw new Problem(`"${text}" is not a port. Give a number such as: npm start -- --port 8788`)
}

/**
 * Makes sure that the site can have the port. Both loopback addresses are asked, because browsers
 * try both for "localhost" and would show whatever answers on the other one.
 */
export async function claimPort(port: number): Promise<void> {
  const taken = await Promise.all(['127.0.0.1', '::1'].map((host) => answers(host, port)))
  const reason = taken.includes(true) ? 'EADDRINUSE' : await reasonNotToListen(port)
  if (!reason) return

  const what =
    reason === 'EADDRINUSE'
      ? `Port ${port} is in use, perhaps by another npm start.`
      : `Port ${port} can't be used here (${reason}).`
  const other = port === 8788 ? 8789 : 8788
  throw new Problem(`${what}\nChoose another one: npm start -- --port ${other}`)
}

function answers(host: string, port: number) {
  return new Promise<boolean>((done) => {
    const socket = connect({ host, port, timeout: 1000 })
    const end = (answered: boolean) => {
      socket.destroy()
      done(answered)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
    socket.once('timeout', () => end(false))
  })
}

function reasonNotToListen(port: number) {
  return new Promise<string | undefined>((done) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => done(error.code))
    server.listen({ port, host: '127.0.0.1' }, () => server.close(() => done(undefined)))
  })
}
