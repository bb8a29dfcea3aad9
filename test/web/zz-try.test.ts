import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it, vi } from 'vitest'
import { app } from '../../src/app'
import { aLetter } from '../support/letters'
import { ada, signAndConfirm, signUp, confirm } from '../support/signers'
import { paths } from '../../src/paths'

it('fakes time', async () => {
  const letter = await aLetter()
  const s = await signUp(letter)
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime(Date.now() + 15 * 24 * 3600e3)
  const r = await s.visitor.visit(s.link)
  console.log(r.status)
  vi.useRealTimers()
  const r2 = await s.visitor.visit(s.link)
  console.log(r2.status)
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime(Date.now() + 13 * 24 * 3600e3)
  const c = await confirm(s.visitor, s.token, s.fields)
  console.log(
    c.status,
    (await env.DB.prepare('select confirmed_at, created_at from signature').all()).results
  )
  vi.useRealTimers()
})
it('app.request', async () => {
  const letter = await aLetter()
  const ctx = createExecutionContext()
  const res = await app.request(
    env.ORIGIN + paths.letter(letter.slug),
    {},
    { ...env, ENVIRONMENT: 'production' },
    ctx
  )
  await waitOnExecutionContext(ctx)
  console.log(res.status, Object.keys({ ...env }), [...res.headers])
  console.log((await res.text()).match(/can’t send mail yet/))
  const a = await env.ASSETS.fetch('https://countersign.test/site.css')
  console.log(a.status, [...a.headers])
  let t = performance.now()
  for (let i = 0; i < 300; i++) await app.request(env.ORIGIN + paths.confirm('x'), {}, env, ctx)
  console.log('300 confirm GET', performance.now() - t)
})
it('rate', async () => {
  let t = performance.now()
  for (let i = 0; i < 100; i++) await env.SIGN_RATE.limit({ key: 'sign a' })
  console.log(await env.SIGN_RATE.limit({ key: 'sign a' }), performance.now() - t)
})
