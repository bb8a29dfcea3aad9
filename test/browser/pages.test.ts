import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { aBrowser, aTab, openMail } from './browser.ts'
import { letter, sayYes, sign, type Signer } from './signer.ts'

const WIDTH = 320

let browser: Browser
beforeAll(async () => {
  browser = await aBrowser()
})
afterAll(() => browser.close())

const rosalind: Signer = {
  name: 'Rosalind Featherstonehaugh-Okonkwo',
  email: 'rosalind.featherstonehaugh-okonkwo@long-school-name.example.org',
  role: 'Executive head or trust leader',
  school: 'The Federation of Upper and Lower Brackenthwaite Church Schools, Brackenthwaite',
}

it.each([
  ['the letters', '/'],
  ['a letter', letter],
  ['an edition', `${letter}/editions/1`],
  ['the signatures', `${letter}/signatures`],
  ['a search for nobody', `${letter}/signatures?q=nobodyofthisname`],
  ['the privacy notice', `${letter}/privacy`],
  ['the newsroom', `${letter}/newsroom`],
  ['the ledger', `${letter}/ledger`],
  ['the poster', `${letter}/poster`],
  ['the embed', '/embed/inspection'],
  ['check your email, forgotten', `${letter}/check-your-email`],
  ['my data', '/my-data'],
  ['a broken link', '/confirm?t=broken'],
  ['a page that is not there', '/letters/of-this-name-is-none'],
  ['the development inbox', '/dev/mail'],
  ['operations', '/steward/operations'],
])('%s fits a narrow phone', async (_, path) => {
  const { page, troubles } = await aTab(browser, { width: WIDTH })

  await page.goto(path)

  expect(await widthOf(page)).toBeLessThanOrEqual(WIDTH)
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
  expect(troubles).toEqual([])
})

it('fits a narrow phone on every page of a signature', async () => {
  const { page, troubles } = await aTab(browser, { width: WIDTH })
  const widths: Record<string, number> = {}

  await sign(page, rosalind)
  widths['check your email'] = await widthOf(page)
  await openMail(page, rosalind.email, /^\d{6} is your code/)
  widths['mail'] = await widthOf(page)
  await page.locator('pre a[href*="/confirm?"]').click()
  widths['confirm'] = await widthOf(page)
  await page.getByText('Change how I appear').click()
  widths['confirm, opened'] = await widthOf(page)
  await page.getByLabel('Full name').fill('')
  await page.getByRole('button', { name: 'Yes, add my signature' }).click()
  widths['confirm, refused'] = await widthOf(page)
  await page.getByLabel('Full name').fill(rosalind.name)
  await sayYes(page)
  widths['counted'] = await widthOf(page)
  await page.getByRole('link', { name: /^correct, hide/ }).click()
  widths['manage'] = await widthOf(page)
  await page.getByRole('button', { name: 'Erase everything about me' }).click()
  widths['sure'] = await widthOf(page)

  expect(Object.entries(widths).filter(([, width]) => width > WIDTH)).toEqual([])
  expect(troubles).toEqual([])
})

/** How wide a page is, with whatever sticks out of it. */
async function widthOf(page: Page) {
  await page.waitForLoadState()
  return page.evaluate<number>('document.documentElement.scrollWidth')
}
