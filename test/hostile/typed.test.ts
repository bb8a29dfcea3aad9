import { beforeAll, expect, it } from 'vitest'
import { paths } from '../../src/paths'
import { rowsOf } from '../support/tables'
import { deliverDueMail } from '../support/visitor'
import { crawl } from './crawl'
import { look, lookAtMail } from './look'
import { RUNS } from './odd'
import { plantEverywhere, plantSigners } from './plant'
import { anOwner, sendSpoilt } from './send-spoilt'
import { signAs } from './sign-as'
import { request, sent } from './site'
import { ENDS, formsOf, unknownTo } from './targets'
import { tellOddNews } from './tell-odd-news'
import { aWorld, type World } from './world'

// All of a world, on machines that do other things besides.
const LONG = 120_000 * RUNS

const INSPECTION = { id: 1, slug: 'inspection' }

let world: World
beforeAll(async () => {
  world = await aWorld(4)
}, LONG)

it('every path that takes a form has one here, and so is tried', () => {
  expect(unknownTo(world)).toEqual([])
})

it(
  'a form filled in with odd words is taken or refused with words, wherever it is sent',
  async () => {
    const forms = formsOf(world).filter(({ action }) => !ENDS.test(action))
    expect(forms.length).toBeGreaterThan(40)

    await sendSpoilt(world, forms)
  },
  LONG
)

it(
  'what can be signed can be confirmed, as it was cleaned',
  async () => {
    const outcomes: (string | null)[] = []
    for (let n = 0; n < 30 * RUNS; n++) outcomes.push(await signAs(INSPECTION.slug, n * 7))

    const signed = outcomes.filter((one) => one !== null)
    expect(signed.length).toBeGreaterThan(8)
    expect(signed.filter((state) => state !== 'counted' && state !== 'held')).toEqual([])
  },
  LONG
)

it('news of the mail provider does no harm, whatever stands in it', async () => {
  const statuses = await tellOddNews(60)

  expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([])
})

it(
  'odd words are only words, on every page and in every file, wherever they were typed',
  async () => {
    await deliverDueMail()
    expect(await plantEverywhere()).toBeGreaterThan(100)
    const signers = await plantSigners(INSPECTION.id, 2500 * RUNS)
    expect(signers.length).toBeGreaterThan(1000)
    const cookie = await anOwner(world)

    await crawl(world.starts, cookie, look, 5)
    await look('the pack', await request(`/desk/letters/1/pack`, sent([], cookie)))
    await lookAtList(INSPECTION.slug)

    const names = await namesInData(INSPECTION.slug)
    expect(names).toEqual(expect.arrayContaining(signers.map(({ name }) => name)))
  },
  LONG
)

it(
  'what ends a letter or a session takes nothing for more than words either, nor does any mail',
  async () => {
    const forms = formsOf(world).filter(({ action }) => ENDS.test(action))
    await sendSpoilt(world, forms)

    await deliverDueMail()
    const mails = await rowsOf<Parameters<typeof lookAtMail>[0]>('SELECT * FROM dev_mail')
    for (const mail of mails) await lookAtMail(mail)
    expect(mails.length).toBeGreaterThan(10)
  },
  LONG
)

/** Every page of a letter's list, and the table of it. */
async function lookAtList(slug: string) {
  for (let after: string | undefined = ''; after !== undefined;) {
    const page = await look('the list', await request(`${paths.signatures(slug)}?after=${after}`))
    after = page?.links.flatMap((link) => /[?&]after=([^&#]+)/.exec(link)?.[1] ?? [])[0]
  }
  await look('the table', await request(paths.signaturesCsv(slug)))
}

async function namesInData(slug: string): Promise<string[]> {
  const names: string[] = []
  for (let next: string | null = ''; next !== null;) {
    const answer = await request(paths.signaturesJson(slug) + (next && `?after=${next}`))
    const data = await answer.json<{ signatures: { name: string }[]; next: string | null }>()
    names.push(...data.signatures.map(({ name }) => name))
    next = data.next
  }
  return names
}
