/** How the fake answers, until told otherwise. */
export type Mode =
  | { kind: 'accept' }
  /** Takes nothing and says to come back later. */
  | { kind: 'busy'; retryAfter: number }
  | { kind: 'error'; status: number; name?: string }
  /** Takes nothing and never answers. */
  | { kind: 'hang' }
  | { kind: 'reset' }
  /** Takes the batch, and its answer is cut off, never comes, or dies with the connection. */
  | { kind: 'accept-then-garble' }
  | { kind: 'accept-then-hang' }
  | { kind: 'accept-then-reset' }
  /** Takes the batch and needs so long to say so; the same batch again meanwhile is too early. */
  | { kind: 'accept-slowly'; ms: number }
  /** Refuses the mails to one address; the others as the batch's validation says. */
  | { kind: 'refuse'; to: string }

/** What a test tells the fake: what it does not name stays. */
export type Told = {
  mode?: Mode
  /** For so many requests; after them it accepts. */
  times?: number
  /** The time for the limit and for forgetting keys, if it is not the real one. */
  now?: number
  /** Requests a second; null for no limit. */
  limit?: number | null
}

/** A mail that the fake took. Each stands here as often as it would have been sent. */
export type Taken = {
  id: string
  key: string
  to: string
  subject: string
  headers: Record<string, string>
  at: number
}

/** What becomes of a mail that was taken, besides that it is delivered. */
export type Fate = 'bounced' | 'complained' | 'full'

/** What the fake is to tell of: all it took, signed with this secret, now or then. By address: its fate. */
export type Wanted = { secret: string; fates: Record<string, Fate>; at?: number }

/** A request that the fake would make, as it would make it. */
export type Telling = { headers: Record<string, string>; body: string }

export type Seen = {
  taken: Taken[]
  /** Every request for a batch, with how it was answered; 0 if it was not. */
  requests: { key: string; mails: number; status: number; at: number }[]
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the fakes listen. */
    resend: string
    siteverify: string
  }
}
