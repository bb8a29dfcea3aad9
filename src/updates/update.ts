import type { Point } from '../letters/letter'

/** A point that an update is about, as it was called when that was written. */
export type PointNamed = Pick<Point, 'anchor' | 'label'>

/** Who gets an update by mail. Everybody gets it once, however many of these they are. */
export type UpdateAudience = {
  /** Signers who asked for news: all, or only those who stand behind an edition before that one. */
  signers: 'all' | { before: number } | null
  /** People who follow the letter. */
  followers: boolean
  /** Ids of hosts whose followers get it. */
  hosts: number[]
}

/** News of a letter, published: a post with a page of its own. */
export type Update = {
  id: number
  /** In its address, from 1 on. */
  number: number
  title: string
  html: string
  markdown: string
  author: string
  points: PointNamed[]
  publishedAt: number
}

/** An update in a list. */
export type ListedUpdate = Pick<Update, 'number' | 'title' | 'author' | 'points' | 'publishedAt'>

/** News as somebody wrote it. `number`: it is published, and stays as it is. */
export type WrittenUpdate = Omit<Update, 'number' | 'html' | 'publishedAt'> & {
  number: number | null
  publishedAt: number | null
  /** Grows with every save. */
  version: number
  audience: UpdateAudience
  savedAt: number
  savedBy: string | null
}

/** What its mails can come to. `bounced` and `complained` were `sent` before. */
export type MailingCount =
  | 'promised'
  | 'sent'
  | 'skipped'
  | 'refused'
  | 'unknown'
  | 'delivered'
  | 'bounced'
  | 'complained'
  | 'unsubscribed'

/** Mail about an update: whose turn it is, up to which id, and what came of it so far. */
export type Mailing = {
  updateId: number
  state: 'running' | 'paused' | 'cancelled' | 'done'
  /** `signers`, `letter`, or `host` and its id. */
  among: string
  reached: string
  begunAt: number
  endedAt: number | null
  counts: Partial<Record<MailingCount, number>>
  /** Promised and still with us. */
  onItsWay: number
}
