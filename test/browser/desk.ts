import type { Locator, Page } from 'playwright-core'

/** Who may do everything on a development site, and who the demonstration letters belong to. */
export const steward = 'steward@countersign.example'
export const campaigner = 'campaigner@merrowdale.example.org'
export const editor = 'editor@merrowdale.example.org'
export const reader = 'reader@coast-and-fell.example.org'

/** Somebody's hands at a page: with a mouse, or at the keyboard alone. They count what they do. */
export class Hands {
  presses = 0
  fields = 0
  readonly #page: Page
  readonly #keyboard: boolean

  constructor(page: Page, { keyboard = false } = {}) {
    this.#page = page
    this.#keyboard = keyboard
  }

  /** Presses a button, or follows a link of this name. */
  async press(name: string) {
    this.presses += 1
    const named = { name, exact: true }
    const target = this.#page.getByRole('button', named).or(this.#page.getByRole('link', named))
    if (!this.#keyboard) {
      // A click waits until the next page begins: whoever looks whether something is there needs all of it.
      await target.first().click()
      return this.#page.waitForLoadState()
    }
    await tabTo(this.#page, target.first())
    const loaded = this.#page.waitForEvent('domcontentloaded')
    await this.#page.keyboard.press('Enter')
    await loaded
  }

  async fill(label: string, text: string) {
    this.fields += 1
    const field = this.#page.getByLabel(label, { exact: true })
    if (!this.#keyboard) return field.fill(text)
    await tabTo(this.#page, field)
    await this.#page.keyboard.press('ControlOrMeta+a')
    await this.#page.keyboard.insertText(text)
  }

  /** From the desk's door to the desk itself, by the code in the mail. */
  async signIn(address: string) {
    await this.#page.goto('/desk')
    await this.fill('Your email address', address)
    const before = await codesFor(this.#page, address)
    await this.press('Send me a code')
    await this.fill('Six-digit code', await nextCode(this.#page, address, before.length))
    await this.press('Sign in')
    await this.#page.getByRole('heading', { name: 'Your desk' }).waitFor()
  }

  /** Gives a fresh code, if the page asks for one. */
  async beSure(address: string) {
    const asks = this.#page.getByRole('heading', { name: 'A fresh code, please' })
    if (!(await asks.isVisible())) return
    const before = await codesFor(this.#page, address)
    await this.press('Send me a code')
    await this.fill('Six-digit code', await nextCode(this.#page, address, before.length))
    await this.press('Go on')
  }
}

/** The codes that were mailed to an address, newest first, as the development inbox has them. */
async function codesFor({ request }: Page, address: string): Promise<string[]> {
  const answer = await request.get(`/dev/mail.json?to=${encodeURIComponent(address)}`)
  const mails = (await answer.json()) as { subject: string }[]
  return mails.flatMap(({ subject }) => /^\d{6}(?= is your code for the desk)/.exec(subject) ?? [])
}

/** The code that comes after so many. */
async function nextCode(page: Page, address: string, after: number): Promise<string> {
  for (let tries = 0; tries < 40; tries++) {
    const [newest, ...earlier] = await codesFor(page, address)
    if (newest && earlier.length >= after) return newest
    await page.waitForTimeout(100)
  }
  throw new Error(`No code was mailed to ${address}.`)
}

async function tabTo(page: Page, target: Locator) {
  const focused = target.and(page.locator(':focus'))
  for (let presses = 0; presses < 150; presses++) {
    if ((await focused.count()) > 0) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`The keyboard doesn't reach ${target}.`)
}
