import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { aBrowser, aTab, openMail } from './browser.ts'
import { faultsOn } from './faults.ts'
import { letter, sayYes } from './signer.ts'

const SCHOOL = '900006'

let browser: Browser
beforeAll(async () => {
  browser = await aBrowser()
})
afterAll(() => browser.close())

it('a head on a phone, without script, raises what stands behind the role', async () => {
  const { page, troubles } = await aTab(browser, { script: false })
  await signFromHome(page)
  await page.getByRole('link', { name: 'Add your school mailbox' }).click()
  const own = page.url()
  const hint = await page.locator('#school_email-hint').innerText()
  const mailbox = `reception@${/at (\S+)\. /.exec(hint)?.[1]}`
  await page.getByLabel('Your school mailbox').fill('odile@gmail.com')
  await page.getByRole('button', { name: 'Add my school mailbox' }).click()
  await page.getByRole('link', { name: /gmail.com is not the domain/ }).waitFor()
  await page.getByLabel('Your school mailbox').fill(mailbox)
  await page.getByRole('button', { name: 'Add my school mailbox' }).click()
  await page.getByText(/on their way to it/).waitFor()

  const other = await page.context().newPage()
  await openMail(other, mailbox, /^\d{6} is your code to add/)
  const code = (await other.getByRole('heading', { level: 1 }).innerText()).slice(0, 6)
  await page.getByLabel('Six-digit code').fill(code)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('Odile Marrowby signed this letter').waitFor()
  const yes = await sizeOf(page, 'Yes, this is my mailbox')
  expect(yes).toEqual(await sizeOf(page, 'No, this wasn’t me'))

  const looked = await aTab(browser)
  for (const address of [own, page.url()]) {
    await looked.page.goto(address)
    expect(await faultsOn(looked.page)).toEqual([])
  }
  await page.getByRole('button', { name: 'Yes, this is my mailbox' }).click()
  await page.getByText('What stands behind your role now: School mailbox.').waitFor()
  expect([...troubles, ...looked.troubles]).toEqual([])
})

/** Signs as the head of a school with an address of one's own, and confirms. */
async function signFromHome(page: Page) {
  const email = 'odile.marrowby@gmail.com'
  await page.goto(letter)
  const edition = (await page.locator('#sign input[name=edition]').getAttribute('value')) ?? ''
  const said = { name: 'Odile Marrowby', role: 'headteacher', urn: SCHOOL }
  const sent = await page.request.post(`${letter}/signatures`, {
    form: { edition, email, ...said, public: 'on', consent: 'on' },
    headers: { origin: new URL(page.url()).origin },
  })
  expect(sent.url()).toContain('/check-your-email')
  await openMail(page, email, /^\d{6} is your code/)
  await page.locator('pre a[href*="/confirm?"]').click()
  await sayYes(page)
}

async function sizeOf(page: Page, button: string) {
  await page.waitForLoadState()
  const box = await page.getByRole('button', { name: button }).boundingBox()
  return box && [box.width, box.height]
}
