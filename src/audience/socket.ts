import type { LiveCount } from './live-count'

/** Sends nobody what they know, or less: the size last sent hangs on the socket, also asleep. */
export function send(socket: WebSocket, count: LiveCount) {
  const sent = socket.deserializeAttachment() as number | null
  if (sent !== null && sent >= count.ledger_size) return
  try {
    socket.send(JSON.stringify(count))
    socket.serializeAttachment(count.ledger_size)
  } catch {
    // It has gone; its closing is told apart.
  }
}

/** Lets a socket go whose other end has gone. */
export function close(socket: WebSocket) {
  try {
    socket.close(1000)
  } catch {
    // It is closed already.
  }
}
