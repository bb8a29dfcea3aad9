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
    if (await mail.isVisible()) return mail.click()
    await page.waitForTimeout(250)
  }
  throw new Error(`No mail to ${to} whose subject is like ${subject}.`)
}
