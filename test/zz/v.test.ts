import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { aVisitor } from '../support/visitor'
it('walks', async () => {
  const v = aVisitor()
  const r = await v.submit('/dev/demo', {})
  expect(r.status).toBe(200)
  const s = await v.submit('/letters/inspection/signatures', { edition: '1', name: 'Ada Quill', email: 'ada@example.org', role: 'teacher', public: 'on', consent: 'on' })
  expect(s.status).toBe(303)
  const link = await v.openMail()
  console.log(link.slice(0, 30), [...v.cookies.keys()])
  const page = await v.read(link)
  expect(page).toContain('Add your signature?')
  const t = new URL(link, env.ORIGIN).searchParams.get('t') ?? ''
  const done = await v.submit('/confirm', { t, edition: '1', choice: 'yes', name: 'Ada Quill', role: 'teacher', public: 'on' })
  const html = await done.text()
  expect(html).toContain('You are signatory number')
  expect(await v.read('/letters/inspection')).toContain('191')
  console.log((await v.mails()).map(m => m.subject))
  console.log(await v.openMail())
})
