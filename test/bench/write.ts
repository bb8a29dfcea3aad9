import { setTimeout as later } from 'node:timers/promises'
import { compare, type Bench, type Compared } from './compare.ts'
import type { Asking } from './rush.ts'
import type { Spent } from './worker/spent.ts'

const MAIL_PATIENCE_MS = 120_000

export type Writing = Compared & {
  act: 'sign' | 'confirm'
  /** Has each confirmation a batch of its own, where the Registrar would put several into one. */
  oneByOne: boolean
  calls: number
  groups: number
  largest: number
  /** Rows written for one, indexes included. */
  rows: { own: number; words: number; mail: number }
}

/** A letter that nobody has signed, and no mail on its way. */
export async function freshLetter({ site }: Bench): Promise<string> {
  const patience = AbortSignal.timeout(MAIL_PATIENCE_MS)
  while ((await site.tell('unsent')).any) {
    patience.throwIfAborted()
    await later(200)
  }
  const slug = `bench-${Date.now()}`
  await site.tell('letter', { slug })
  return slug
}

/** A rush of forms against "hello", and what it cost the site and the Registrar. */
export async function writeMuch(bench: Bench, concurrency: number, next: () => Asking | undefined) {
  const { site, patience } = bench
  await site.tell('spent')
  const compared = await compare(bench, concurrency, patience.writeMs, next)
  const spent = await site.tell('spent')
  return {
    site: { ...compared, ...costs(spent.site, compared.answered) },
    registrar: { ...compared, ...costs(spent.registrar, compared.answered) },
  }
}

function costs({ calls, written, groups }: Spent, answered: number) {
  const { outbox = 0, signature_word = 0, ...own } = written
  const sum = Object.values(own).reduce((total, rows) => total + rows, 0)
  return {
    calls,
    groups: groups.length,
    largest: Math.max(0, ...groups),
    rows: { own: sum / answered, words: signature_word / answered, mail: outbox / answered },
  }
}
