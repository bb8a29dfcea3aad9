import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowser, aTab, openMail } from './browser.ts'
import { countOn, fillSigner, letter, sayYes, sign, type Signer } from './signer.ts'

// Public pages may be five seconds old.
const patience = { timeout: 8000, interval: 250 }

let browser: Browser
beforeAll(async () => {
  browser = await aBrowser()
})
afterAll(() => browser.close())

const ada: Signer = {
  name: 'Ada Quillfeather',
  email: 'ada.quillfeather@example.org',
  role: 'Headteacher',
  school: 'Quarry Lane Primary School, Tallowby',
}
const grace: Signer = {
  name: 'Grace Oyelaran-Birch',
  email: 'grace.birch@example.com',
  role: 'Governor or trustee',
  school: 'Saltmarsh Academy, Wickerholm',
}

describe.each([
  { how: 'with script', script: true, signer: ada },
  { how: 'without script', script: false, signer: grace },
])('somebody signing on a phone $how', ({ script, signer }) => {
  it('is counted, found, hidden and withdrawn again, each as they say', async () => {
    const { page, troubles } = await aTab(browser, { script })
    const before = await countOn(page)

    await sign(page, signer)
    expect(await countOn(page)).toBe(before)

    await openConfirmPage(page, signer)
    const number = await sayYes(page)
    expect(number).toBeGreaterThan(before)
    await page.getByRole('main').getByText(signer.name).waitFor()
    await expect.poll(() => countOn(page), patience).toBe(before + 1)
    await expect.poll(() => listed(page, signer), patience).toBe(true)

    await openManagePage(page, signer)
    await page.getByRole('button', { name: 'Hide my name' }).click()
    await page.getByText('Your changes are saved.').waitFor()
    await expect.poll(() => listed(page, signer), patience).toBe(false)
    await expect.poll(() => countOn(page), patience).toBe(before + 1)

    await openManagePage(page, signer)
    await page.getByRole('button', { name: 'Withdraw my signature' }).click()
    expect(await countBeside(page)).toBe(before + 1)
    await page.getByRole('button', { name: /withdraw/i }).click()
    await page.getByText('Your signature is withdrawn.').waitFor()
    await expect.poll(() => countOn(page), patience).toBe(before)

    expect(troubles).toEqual([])
  })
})

describe('somebody signing', () => {
  it('may type the code into the page that is still open', async () => {
    const { page } = await aTab(browser)
    const signer = { ...ada, name: 'Noor Tamsin', email: 'noor.tamsin@example.org' }
    await sign(page, signer)
    const other = await page.context().newPage()
    await openMail(other, signer.email, /^\d{6} is your code/)
    const code = await other.getByRole('heading', { level: 1 }).innerText()

    await page.getByLabel('Six-digit code').fill(code.slice(0, 6))
    await page.getByRole('button', { name: 'Continue' }).click()

    expect(await sayYes(page)).toBeGreaterThan(0)
    await page.getByRole('main').getByText(signer.name).waitFor()
  })

  it('needs no mouse, and chooses nothing by pressing Enter in a field', async () => {
    const { page } = await aTab(browser, { width: 1280 })
    const signer = { ...ada, name: 'Idris Penhallow', email: 'idris.penhallow@example.org' }
    await page.goto(letter)
    const before = await countOn(page)

    await typeInto(page, '#name', signer.name)
    await typeInto(page, '#role', signer.role)
    await typeInto(page, '#school', signer.school)
    await typeInto(page, '#email', signer.email)
    await typeInto(page, '#public', ' ')
    await typeInto(page, '#consent', ' ')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Check your email' }).waitFor()

    await openConfirmPage(page, signer)
    await tabTo(page, 'summary')
    await page.keyboard.press('Enter')
    await tabTo(page, '#name')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Choose yes or no.' }).waitFor()
    expect(await countBeside(page)).toBe(before)

    await tabTo(page, 'button[value=yes]')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /^You are signatory number/ }).waitFor()
    await expect.poll(() => countOn(page), patience).toBe(before + 1)
  })

  it('who says "this wasn’t me" is not counted, and may take that back', async () => {
    const { page } = await aTab(browser)
    const signer = { ...grace, name: 'Maud Thistlewood', email: 'maud.thistlewood@example.com' }
    const before = await countOn(page)
    await sign(page, signer)
    await openConfirmPage(page, signer)

    await page.getByRole('button', { name: 'No, this wasn’t me' }).click()

    await page.getByText('I pressed this by mistake').click()
    expect(await countBeside(page)).toBe(before)

    await fillSigner(page.getByRole('main'), signer)
    await page.getByRole('button', { name: 'Add my signature after all' }).click()
    await page.getByRole('heading', { name: /^You are signatory number/ }).waitFor()
    await expect.poll(() => countOn(page), patience).toBe(before + 1)
  })
})

describe.each([true, false])('a form with mistakes, with script: %s', (script) => {
  it('comes back with what was typed, and says what is wrong first', async () => {
    const { page, troubles } = await aTab(browser, { script })
    await page.goto(letter)
    const form = page.locator('form#sign')
    await form.getByLabel('Full name').fill('Ada Quillfeather')
    await form.getByLabel('Role', { exact: true }).selectOption({ label: 'Teacher' })
    await form.getByLabel('Email address', { exact: true }).fill('ada at example')
    await form.getByLabel(/^Show my name/).check()

    await form.getByRole('button', { name: 'Sign this letter' }).click()

    const summary = page.getByRole('group', { name: 'There is a problem' })
    await summary.getByRole('heading', { name: 'There is a problem' }).waitFor()
    expect(await page.title()).toMatch(/^Error: /)
    await page.locator('.errs:focus').waitFor()
    expect(await page.getByLabel('Full name').inputValue()).toBe('Ada Quillfeather')
    expect(await page.getByLabel('Role', { exact: true }).inputValue()).toBe('teacher')
    expect(await page.getByLabel('Email address', { exact: true }).inputValue()).toBe(
      'ada at example'
    )
    expect(await page.getByLabel(/^Show my name/).isChecked()).toBe(true)

    await summary.getByRole('link').first().click()
    await page.locator('#email:focus').waitFor()
    expect(await page.locator('#email').getAttribute('aria-invalid')).toBe('true')
    expect(troubles).toEqual([])
  })
})

async function openConfirmPage(page: Page, { email }: Signer) {
  await openMail(page, email, /^\d{6} is your code/)
  await page.locator('pre a[href*="/confirm?"]').click()
}

async function openManagePage(page: Page, { email }: Signer) {
  await openMail(page, email, /^Your signature is counted/)
  await page.locator('pre a[href*="/signature?"]').click()
}

/** Is somebody on the first page of the public list. */
async function listed(page: Page, { name }: Signer) {
  await page.goto(`${letter}/signatures`)
  return (await page.getByRole('listitem').getByText(name).count()) > 0
}

/** The count, looked up in another tab. */
async function countBeside(page: Page) {
  const tab = await page.context().newPage()
  const count = await countOn(tab)
  await tab.close()
  return count
}

async function typeInto(page: Page, field: string, text: string) {
  await tabTo(page, field)
  await page.keyboard.type(text)
}

async function tabTo(page: Page, target: string) {
  const focused = page.locator(`${target}:focus`)
  for (let presses = 0; presses < 150; presses++) {
    if ((await focused.count()) > 0) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`The keyboard doesn't reach ${target}.`)
}
