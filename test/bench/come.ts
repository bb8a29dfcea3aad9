import type { Agent } from 'node:http'
import { setTimeout as later } from 'node:timers/promises'
import { confirming, numberIn } from './confirm.ts'
import type { Arrival } from './curve.ts'
import type { Provider } from './provider.ts'
import type { Book } from './replay-books.ts'
import { ask } from './rush.ts'
import { signing } from './sign.ts'
import { signerAt } from './signer.ts'
import type { Site } from './site.ts'

const TOKEN = /\/confirm\?t=([\w.-]+)&l=en/

/** When signatures and confirmations were answered, with which numbers, and how late. */
export type Told = {
  numbers: number[]
  signs: number[]
  confirmations: number[]
  mails: number[]
  late: number[][]
}

export type Playing = {
  site: Site
  provider: Provider
  slug: string
  agent: Agent
  book: Book
  told: Told
  began: number
  endsAt: number
}

/** One person: signs, reads the mail, and confirms when it is time, unless the piece is over by then. */
export async function come(playing: Playing, speed: number, { at, delay }: Arrival, place: number) {
  const { site, provider, slug, agent, book, told, began, endsAt } = playing
  const due = began + (at * 1000) / speed
  await until(due)
  const form = signerAt(slug, place)
  const arrival = provider.arrival(form.email)
  book.signs.sent++
  await ask(agent, site.origin, signing(slug, form))
  book.signs.answered++
  const signedAt = performance.now()
  told.signs.push(signedAt)
  const late = [signedAt - due]
  told.late.push(late)
  const { at: mailedAt, text } = await arrival
  told.mails.push(mailedAt - signedAt)

  const wanted = due + ((delay ?? Infinity) * 1000) / speed
  if (wanted > endsAt) return
  const [, t = ''] = TOKEN.exec(text) ?? []
  const confirmDue = Math.max(wanted, mailedAt)
  await until(confirmDue)
  book.confirmations.sent++
  const page = await ask(agent, site.origin, confirming({ ...form, t }))
  book.confirmations.answered++
  told.numbers.push(numberIn(page))
  const confirmedAt = performance.now()
  told.confirmations.push(confirmedAt)
  late.push(confirmedAt - confirmDue)
}

async function until(at: number) {
  await later(Math.max(0, at - performance.now()))
}
