import { chromium, type Browser, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { findChromium } from './chromium.ts'

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function aBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('The journeys need Chromium; there is none here.')
  return chromium.launch({ executablePath, args: quiet })
}

type Screen = { script?: boolean; width?: number }

/** A tab of somebody new: no cookies, and what goes wrong in it is kept in `troubles`. */
export async function aTab(browser: Browser, { script = true, width = 390 }: Screen = {}) {
  const context = await browser.newContext({
    baseURL: inject('origin'),
    javaScriptEnabled: script,
    viewport: { width, height: 844 },
  })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('console', (message) => {
    const isAnswer = /status of 4\d\d/.test(message.text())
    if (message.type() === 'error' && !isAnswer) troubles.push(message.text())
  })
  return { page, troubles }
}

/** Opens the newest mail to an address in the development inbox, as soon as it is there. */
export async function openMail(page: Page, to: string, subject: RegExp) {
  const mail = page.getByRole('main').getByRole('link', { name: subject }).first()
  for (let tries = 0; tries < 40; tries++) {
    await page.goto(`/dev/mail?to=${encodeURIComponent(to)}`)
    if (await mail.isVisible()) {
      await mail.click()
      return page.waitForLoadState()
    }
    await page.waitForTimeout(250)
  }
  throw new Error(`No mail to ${to} whose subject is like ${subject}.`)
}

/** Signs in at the desk, with the code out of the development inbox. */
export async function signInAtDesk(page: Page, address: string) {
  const before = await codesTo(page, address)
  await page.goto('/desk/sign-in')
  await page.getByLabel('Your email address').fill(address)
  await page.getByRole('button', { name: 'Send me a code' }).click()
  const code = await newestCode(page, address, before.length)
  await page.getByLabel('Six-digit code').fill(code)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** The newest code, once there are more than there were. */
async function newestCode(page: Page, to: string, before: number): Promise<string> {
  for (let tries = 0; tries < 40; tries++) {
    const codes = await codesTo(page, to)
    if (codes.length > before) return codes[0] ?? ''
    await page.waitForTimeout(250)
  }
  throw new Error(`No code came to ${to}.`)
}

async function codesTo(page: Page, to: string): Promise<string[]> {
  const inbox = await page.request.get(`/dev/mail.json?to=${encodeURIComponent(to)}`)
  const mails = (await inbox.json()) as { subject: string }[]
  return mails.flatMap(({ subject }) => /^\d{6}(?= is your code for the desk)/.exec(subject) ?? [])
}
