import type { Env } from '../../../src/env'
import site from '../../../src/index'
import type { MailTicket } from '../../../src/mail/outbox'
import { makeBusy } from './busy'
import { confirm, invite, load, openLetter, type Stretch } from './crowd'
import { signIn } from './desk'
import { emptyEdge, watchEdge } from './edge'
import { matchHeads } from './match'
import { actOneByOne, type Registrar } from './registrar'
import { loadSearched } from './searched'
import { countedEnv, lookAtSpent } from './spent'
import type { STAGES } from './stage-names'
import { confirmAsFarAs } from './stages'
import { countListed, differences, placesCounted } from './standing'

export { Audience } from '../../../src/audience/audience'
export { Registrar } from './registrar'

watchEdge()

type BenchEnv = Omit<Env, 'REGISTRAR'> & { REGISTRAR: DurableObjectNamespace<Registrar> }

/** What the benchmark may ask beside what anyone may. */
const verbs = {
  letter: (env: BenchEnv, { slug }: { slug: string }) => openLetter(env, slug),
  load: (env: BenchEnv, stretch: Stretch) => load(env, stretch),
  confirm: (env: BenchEnv, asked: Parameters<typeof confirm>[1]) => confirm(env, asked),
  invite: (env: BenchEnv, stretch: Stretch) => invite(env, stretch),
  schools: ({ DB }: BenchEnv) => loadSearched(DB),
  match: (env: BenchEnv, asked: { heads: number }) => matchHeads(env as unknown as Env, asked),
  spent: () => lookAtSpent(),
  edge: (_: BenchEnv, { empty }: { empty: boolean }) => emptyEdge(empty),
  grouping: (_: BenchEnv, { oneByOne }: { oneByOne: boolean }) => actOneByOne(oneByOne),
  counted: ({ DB }: BenchEnv, { slug }: { slug: string }) => placesCounted(DB, slug),
  differences: ({ DB }: BenchEnv, { slug }: { slug: string }) => differences(DB, slug),
  busy: ({ DB }: BenchEnv, asked: { slug: string }) => makeBusy(DB, asked),
  signIn: (env: BenchEnv, asked: { slug: string }) => signIn(env, asked),
  listed: ({ DB }: BenchEnv, asked: { case: string }) => countListed(DB, asked.case),
  async unsent({ DB }: BenchEnv) {
    const { results } = await DB.prepare(
      `SELECT 1 FROM outbox WHERE state = 'waiting' OR state = 'claimed' LIMIT 1`
    ).all()
    return { any: results.length > 0 }
  },
}

export type BenchVerbs = typeof verbs

/** Everybody here comes from one network, and is let through. */
const withRoom = { SIGN_RATE: { limit: () => Promise.resolve({ success: true }) } }

/** The site as it is, between counters, and a door for the benchmark. */
export default {
  async fetch(request, env, ctx) {
    const { pathname } = new URL(request.url)
    const [, stage] = /^\/bench-stage\/(\w+)$/.exec(pathname) ?? []
    if (stage)
      return confirmAsFarAs(
        stage as (typeof STAGES)[number],
        request,
        countedEnv(env, 'site', withRoom)
      )
    const [, verb] = /^\/bench\/(\w+)$/.exec(pathname) ?? []
    if (!verb) return site.fetch(request, countedEnv(env, 'site', withRoom), ctx)

    const tell = verbs[verb as keyof BenchVerbs] as (env: Env, asked: unknown) => unknown
    const answer = await tell(env, await request.json())
    return Response.json(answer ?? null)
  },

  queue: (batch, env) => site.queue(batch, countedEnv(env, 'mail')),
} satisfies ExportedHandler<Env, MailTicket>
