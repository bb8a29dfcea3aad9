/** A mail as a transport takes it. */
export type Message = {
  to: string
  from: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
}

/** What a mail says, before it is known to whom. */
export type Content = Omit<Message, 'to' | 'from'>

export type Result = { accepted: string } | { refused: string }

/**
 * What became of a batch: a result for each message; or none was taken, and none ever will be as
 * they are; or nobody can find out any more; or it must be tried again. `ambiguous` says that some
 * may have gone out all the same.
 */
export type Sent =
  | { results: Result[] }
  | { rejected: string }
  | { unknowable: string }
  | { reason: string; ambiguous: boolean; retryAfterMs: number | null }

/** A way to send up to 100 mails. The same key with the same messages sends them once. */
export type Mailer = {
  /** Sends may start this far apart and no closer. */
  everyMs: number
  send: (messages: Message[], idempotencyKey: string, now: Date) => Promise<Sent>
}

/** Puts a mail into its envelope, unless something would break out of a header. */
export function address(content: Content, to: string, from: string): Message | { refused: string } {
  const headers = [to, from, content.subject, ...Object.entries(content.headers).flat()]
  return headers.some((value) => /[\r\n\0]/.test(value))
    ? { refused: 'A header would hold a line break.' }
    : { to, from, ...content }
}
