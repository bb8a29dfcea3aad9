import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { aBrowser, aTab, openMail } from './browser.ts'
import { faultsOn } from './faults.ts'
import { letter } from './signer.ts'

const OTTERFOLD = 'Otterfold Primary School, Fenmoor'

let browser: Browser
beforeAll(async () => {
  browser = await aBrowser()
})
afterAll(() => browser.close())

describe('choosing a school', () => {
  it('needs four letters and the keyboard, and no key of it sends the form', async () => {
    const { page, troubles } = await aTab(browser, { width: 1280 })
    await fillIn(page, 'otterf', 'ada.otterfold@example.org')
    const field = page.getByRole('combobox', { name: 'School or organisation' })
    await options(page).first().waitFor()
    expect(await field.getAttribute('aria-expanded')).toBe('true')
    expect(await status(page)).toBe('1 school found')

    await page.keyboard.press('Enter')
    expect(await field.getAttribute('aria-expanded')).toBe('false')
    await page.keyboard.press('ArrowDown')
    await options(page).first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('End')
    expect(await activeOption(page)).toBe('My school isn’t listed: keep what I typed')
    await page.keyboard.press('Home')
    expect(await activeOption(page)).toContain(OTTERFOLD)
    await page.keyboard.press('Enter')

    const tick = page.getByRole('checkbox', { name: OTTERFOLD })
    expect(await tick.isChecked()).toBe(true)
    expect(await page.locator(':focus').getAttribute('name')).toBe('urn')
    expect(await page.locator('#school').isVisible()).toBe(false)
    expect(await page.locator('#country').isVisible()).toBe(false)
    expect(await status(page)).toBe(`Chosen: ${OTTERFOLD}`)

    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').getAttribute('name')).toBe('another')
    await page.locator('#consent').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Check your email' }).waitFor()
    expect(await schoolToConfirm(page, 'ada.otterfold@example.org')).toContain(OTTERFOLD)
    expect(troubles).toEqual([])
  })

  it('leaves what was typed until a school is taken, and comes undone by a tap', async () => {
    const { page } = await aTab(browser)
    await fillIn(page, '')
    const field = page.locator('#school')
    const left: string[] = []

    for (const keys of ['Tab', 'Escape', 'ArrowUp Enter', 'Escape Escape']) {
      await field.fill('')
      await field.pressSequentially('otterf')
      await options(page).first().waitFor()
      for (const key of keys.split(' ')) await page.keyboard.press(key)
      expect(await options(page).count()).toBe(0)
      left.push(await field.inputValue())
    }
    expect(left).toEqual(['otterf', 'otterf', 'otterf', ''])
    expect(await page.locator('[name=urn]').count()).toBe(0)

    await field.pressSequentially('otterf')
    await options(page).first().click()
    expect(await page.locator('#country').isVisible()).toBe(false)
    await page.locator('#role').selectOption({ label: 'Retired headteacher' })
    expect(await page.locator('#country').isVisible()).toBe(true)
    expect(await page.getByLabel('I lead more than one school').isVisible()).toBe(false)
    await page.getByRole('checkbox', { name: OTTERFOLD }).uncheck()

    expect(await field.isVisible()).toBe(true)
    expect(await field.inputValue()).toBe('')
    expect(await page.locator('#country').isVisible()).toBe(true)
  })

  it('goes on in words where the search is not to be had', async () => {
    const { page } = await aTab(browser)
    let asked = 0
    await page.route('**/schools.json*', (route) => {
      asked++
      return route.abort()
    })
    await fillIn(page, 'Otterfold, I think', 'ada.words@example.org')
    await expect.poll(() => asked).toBe(1)

    expect(await options(page).count()).toBe(0)
    await page.locator('#consent').check()
    await page.getByRole('button', { name: 'Sign this letter' }).click()

    expect(await schoolToConfirm(page, 'ada.words@example.org')).toContain('Otterfold, I think')
  })

  it('shows the answer to what is typed now, however late an earlier one comes', async () => {
    const { page } = await aTab(browser)
    let release = () => {}
    const held = new Promise<void>((done) => (release = done))
    await page.route('**/schools.json?q=ot', async (route) => {
      await held
      const late = {
        urn: 1,
        label: 'Too late',
        postcode: null,
        phase: '',
        type: '',
        local_authority: '',
      }
      await route.fulfill({ json: { schools: [late] } }).catch(() => {})
    })
    const first = page.waitForRequest(/q=ot$/)
    await fillIn(page, 'ot')
    await first
    await page.keyboard.type('terf')
    await options(page).getByText(OTTERFOLD).waitFor()
    release()
    // What was answered before this is shown by the end of it.
    await page.evaluate("fetch('/healthz').then((answer) => answer.text())")

    expect((await options(page).allInnerTexts()).join()).not.toContain('Too late')
  })

  it('works on a phone without script, on the letter and on the confirm page', async () => {
    const { page } = await aTab(browser, { script: false })
    await fillIn(page, 'otterf', 'ada.noscript@example.org')
    await page.getByRole('button', { name: 'Find my school' }).click()
    expect(await page.getByLabel('Full name').inputValue()).toBe('Ada Quillfeather')
    await page.getByRole('radio', { name: OTTERFOLD }).check()
    await page.locator('#consent').check()
    await page.getByRole('button', { name: 'Sign this letter' }).click()
    expect(await schoolToConfirm(page, 'ada.noscript@example.org')).toContain(OTTERFOLD)

    await page.getByText('Change how I appear').click()
    await page.getByLabel('I lead more than one school').check()
    await page.getByLabel('School or organisation').fill('gymunedol aber')
    await page.getByRole('button', { name: 'Find my school' }).click()
    await page.getByRole('radio', { name: 'Ysgol Gymunedol Aberfallow' }).check()
    await page.getByRole('button', { name: 'Show me how that looks' }).click()

    expect(await page.locator('.line').innerText()).toMatch(/Otterfold.*; Aberfallow Community/s)
  })

  it('weighs 3 KB at most', async () => {
    const script = await (await fetch(`${inject('origin')}/school.js`)).text()

    expect(gzipSync(script).length).toBeLessThanOrEqual(3 * 1024)
  })
})

it('finds no fault with the field in any state', async () => {
  const { page, troubles } = await aTab(browser)
  const faults: string[] = []
  const look = async (state: string) => {
    for (const fault of await faultsOn(page)) faults.push(`${state}: ${fault}`)
  }
  await fillIn(page, 'primary')
  await options(page).first().waitFor()
  await page.keyboard.press('ArrowDown')
  await look('ten found, one of them active')
  await page.keyboard.press('Enter')
  for (let more = 2; more <= 6; more++) {
    await page.getByLabel('I lead more than one school').check()
    await page.locator('#school').fill('primary')
    await options(page).nth(more).click()
  }
  expect(await page.locator('[name=urn]:checked').count()).toBe(6)
  expect(await page.getByLabel('I lead more than one school').isVisible()).toBe(false)
  await page.getByRole('button', { name: 'Sign this letter' }).click()
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
  await look('six chosen, and something wrong')

  await fillIn(page, 'otterf')
  await page.locator('[name=find]').dispatchEvent('click')
  await page.getByRole('group', { name: '1 school found' }).waitFor()
  await look('found without script')
  await page.locator('#school').fill('nowhere at all')
  await page.locator('[name=find]').dispatchEvent('click')
  await page.getByText('No school is found').waitFor()
  await page.locator('#school').fill('')
  await page.getByRole('button', { name: 'Sign this letter' }).click()
  await page.getByRole('link', { name: 'Enter your school or organisation.' }).click()
  await look('missing')

  expect([...faults, ...troubles]).toEqual([])
})

/** Fills the form of a letter in up to the school, where it stays. */
async function fillIn(page: Page, school: string, email = '') {
  await page.goto(letter)
  const form = page.locator('form#sign')
  await form.getByLabel('Full name').fill('Ada Quillfeather')
  await form.getByLabel('Role', { exact: true }).selectOption({ label: 'Headteacher' })
  await form.getByLabel('Email address', { exact: true }).fill(email)
  await form.getByLabel(/^Show my name/).check()
  await form.getByLabel('School or organisation').pressSequentially(school)
}

function options(page: Page) {
  return page.getByRole('listbox').getByRole('option')
}

function status(page: Page) {
  return page.locator('.combo [role=status]').innerText()
}

/** The words of the option that a screen reader is told of. */
function activeOption(page: Page): Promise<string> {
  return page.evaluate<string>(`{
    const id = document.querySelector('#school').getAttribute('aria-activedescendant')
    const option = document.getElementById(id)
    option.getAttribute('aria-selected') === 'true' ? option.innerText : 'none'
  }`)
}

/** Opens the mail, and says how the signer would appear. */
async function schoolToConfirm(page: Page, email: string): Promise<string> {
  await openMail(page, email, /^\d{6} is your code/)
  await page.locator('pre a[href*="/confirm?"]').click()
  return page.locator('.line').innerText()
}
