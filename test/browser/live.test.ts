import { gzipSync } from 'node:zlib'
import type { Browser, Page, WebSocketRoute } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { aBrowser, aTab, openMail } from './browser.ts'
import { countOn, letter, sayYes, sign, type Signer } from './signer.ts'

const KB = 1024
const SECOND = 1000
const MINUTE = 60 * SECOND

// Public pages may be five seconds old.
const patience = { timeout: 8000, interval: 250 }

let browser: Browser
beforeAll(async () => {
  browser = await aBrowser()
})
afterAll(() => browser.close())

describe('whoever has a page open', () => {
  it('sees a confirmation in another window long before it would ask for it', async () => {
    const signing = await aReadySigner('maud.brindlewick@example.org')
    const tabs = []
    for (const path of [letter, `${letter}/newsroom`, '/embed/inspection']) {
      const tab = await aTab(browser, { width: 1280 })
      await openLive(tab.page, path)
      tabs.push(tab)
    }
    const before = await shownOn(tabs[0]?.page)

    await sayYes(signing)

    for (const { page, troubles } of tabs) {
      const number = page.locator('[data-counted]:visible', { hasText: written(before + 1) })
      // Those without a socket ask every fifteen seconds. How fast it is, the benchmark measures.
      await number.first().waitFor({ timeout: 5 * SECOND })
      expect(troubles).toEqual([])
    }
    const [first, second] = tabs
    await first?.page.getByText('The rest of this page is as of').waitFor()
    await second?.page.getByText('The total has moved on').waitFor()
  })

  it('sees it within a polling interval if sockets are blocked', async () => {
    const signing = await aReadySigner('ines.hollowell@example.org')
    const { page } = await aTab(browser)
    await page.clock.install()
    await page.routeWebSocket(/\/live$/, (socket) => socket.close())
    await page.goto(letter)
    const before = await shownOn(page)

    await sayYes(signing)
    expect(await shownOn(page)).toBe(before)
    await page.clock.fastForward(18 * SECOND)

    await expect.poll(() => shownOn(page), patience).toBe(before + 1)
  })

  it('sees it within a polling interval if sockets get no answer, and gives those up', async () => {
    const { page, troubles } = await aTab(browser)
    await page.clock.install()
    await page.addInitScript(`
      window.sockets = { made: 0, closed: 0 }
      window.WebSocket = class extends EventTarget {
        static OPEN = 1
        readyState = 0
        constructor() { super(); sockets.made++ }
        send() { throw new Error('not open yet') }
        close() { sockets.closed++ }
      }
    `)
    await page.goto(letter)
    const before = await shownOn(page)
    const size = Number(await page.locator('[data-live]').getAttribute('data-size'))
    const news = { counted: before + 1, as_of: new Date().toISOString(), ledger_size: size + 1 }
    await page.route('**/count.json', (route) => route.fulfill({ json: news }))

    await page.clock.fastForward(18 * SECOND)
    await expect.poll(() => shownOn(page)).toBe(before + 1)

    // As long as an open one is waited for, and as long as its answer, and then a pause.
    for (const wait of [28, 11, 11]) await page.clock.fastForward(wait * SECOND)
    expect(await page.evaluate('sockets')).toEqual({ made: 2, closed: 1 })
    expect(troubles).toEqual([])
  })

  it('sees it after loading the page again if there is no script', async () => {
    const signing = await aReadySigner('otto.grayling@example.org')
    const { page, troubles } = await aTab(browser, { script: false })
    const before = await countOn(page)
    expect(await page.getByRole('button', { name: 'Pause' }).count()).toBe(0)

    await sayYes(signing)

    await expect.poll(() => countOn(page), patience).toBe(before + 1)
    expect(troubles).toEqual([])
  })

  it('may let the number stand still, and move again', async () => {
    const { page } = await aTab(browser)
    const sockets = await fakeSockets(page)
    await page.goto(letter)
    const { tell, before } = await aTeller(page, sockets)

    await page.getByRole('button', { name: 'Pause the live count' }).press('Enter')

    await expect.poll(() => sockets.closed).toBe(1)
    await page.getByRole('button', { name: 'Resume the live count' }).press('Space')
    await expect.poll(() => sockets.all.length).toBe(2)
    tell(1)
    await expect.poll(() => shownOn(page)).toBe(before + 1)
  })
})

describe('the live count', () => {
  it('moves the number with its time and its noun, wherever they stand', async () => {
    const { page } = await aTab(browser, { width: 1280 })
    const sockets = await fakeSockets(page)
    await page.goto(letter)
    const { tell, before } = await aTeller(page, sockets)

    tell(1234, '2026-07-01T11:05:00.000Z')

    await expect.poll(() => shownOn(page)).toBe(before + 1234)
    const counts = await page.locator('.count').allInnerTexts()
    expect(counts.length).toBeGreaterThan(1)
    for (const count of counts) {
      expect(count).toContain(written(before + 1234))
      expect(count).toContain('12:05 BST on 1 July 2026')
    }
    expect(await page.getByText('The goal of').count()).toBe(1)
  })

  it('ignores whatever is older than what it shows, and what is no number', async () => {
    const { page, troubles } = await aTab(browser)
    const sockets = await fakeSockets(page)
    await page.goto(letter)
    const { tell, say, before } = await aTeller(page, sockets)

    tell(2)
    await expect.poll(() => shownOn(page)).toBe(before + 2)
    tell(1)
    for (const nonsense of ['', '{', 'null', '[]', '{"counted":"<b>","ledger_size":1e9}']) {
      say(nonsense)
    }
    tell(3)

    await expect.poll(() => shownOn(page)).toBe(before + 3)
    const shown = await page.evaluate<number[]>('window.everShown')
    expect(shown).toEqual([before + 2, before + 3])
    expect(troubles).toEqual([])
  })

  it('is announced politely, once a minute at most, and then with the newest number', async () => {
    const { page } = await aTab(browser)
    await page.clock.install()
    const sockets = await fakeSockets(page)
    await page.goto(letter)
    const { tell, before } = await aTeller(page, sockets)
    const said = () => page.locator('.live').getByRole('status').innerText()
    const announced = (n: number) => `${written(before + n)} signatures confirmed`
    expect(await said()).toBe('')

    tell(1)
    await expect.poll(said).toBe(announced(1))
    tell(2)
    tell(3)
    await expect.poll(() => shownOn(page)).toBe(before + 3)
    expect(await said()).toBe(announced(1))
    await page.clock.fastForward(MINUTE)

    await expect.poll(said).toBe(announced(3))
  })

  it('comes back by and by after a restart, and not all at once', async () => {
    const { page } = await aTab(browser)
    await page.clock.install()
    await page.addInitScript('Math.random = () => 0.5')
    const sockets = await fakeSockets(page)
    await page.goto(letter)
    await aTeller(page, sockets)
    await page.clock.pauseAt(Date.now() + MINUTE)

    await sockets.all.at(-1)?.close()
    await expect.poll(() => sockets.all.length).toBe(1)
    await page.clock.runFor(4 * SECOND)
    expect(sockets.all).toHaveLength(1)
    await page.clock.runFor(2 * SECOND)
    await expect.poll(() => sockets.all.length).toBe(2)

    await sockets.all.at(-1)?.close()
    await page.clock.runFor(9 * SECOND)
    expect(sockets.all).toHaveLength(2)
    await page.clock.runFor(2 * SECOND)
    await expect.poll(() => sockets.all.length).toBe(3)
  })

  it.each([
    ['nobody looks', hide],
    ['it is only kept for whoever goes back', leave],
  ])('lets go of the site while %s', async (_, change) => {
    const { page } = await aTab(browser)
    const sockets = await fakeSockets(page)
    await page.goto(letter)
    await aTeller(page, sockets)

    await change(page, true)
    await expect.poll(() => sockets.closed).toBe(1)

    await change(page, false)
    await expect.poll(() => sockets.all.length).toBe(2)
  })

  it('notices when its socket leads nowhere any more', async () => {
    const { page } = await aTab(browser)
    await page.clock.install()
    const sockets = await fakeSockets(page)
    await page.goto(letter)
    await aTeller(page, sockets)

    await page.clock.fastForward(46 * SECOND)
    await expect.poll(() => sockets.heard).toEqual(['ping'])
    await page.clock.fastForward(11 * SECOND)
    await expect.poll(() => sockets.closed).toBe(1)
    await page.clock.fastForward(11 * SECOND)

    await expect.poll(() => sockets.all.length).toBe(2)
  })

  it('has the form say on which other site the letter was found', async () => {
    const { page } = await aTab(browser)
    const from = page.locator('#sign [name=from]')

    await page.goto(letter, { referer: 'https://news.example.org/letters-of-the-day' })
    await expect.poll(() => from.count()).toBe(1)
    const host = await from.inputValue()
    await page.goto(letter)
    await page.locator('[data-live] button').waitFor()

    expect(host).toBe('news.example.org')
    expect(await from.count()).toBe(0)
  })

  it('weighs 3 KB at most', async () => {
    const script = await (await fetch(`${inject('origin')}/live.js`)).text()

    expect(gzipSync(script).length).toBeLessThanOrEqual(3 * KB)
  })
})

/** Someone who has signed and opened the link, and has only to say yes. */
async function aReadySigner(email: string): Promise<Page> {
  const { page } = await aTab(browser)
  const signer: Signer = {
    name: `Signer ${email.length}`,
    email,
    role: 'Headteacher',
    school: 'Quarry Lane Primary School, Tallowby',
  }
  await sign(page, signer)
  await openMail(page, email, /^\d{6} is your code/)
  await page.locator('pre a[href*="/confirm?"]').click()
  await page.getByRole('button', { name: 'Yes, add my signature' }).waitFor()
  return page
}

/** Opens a page and waits until its socket has told something. */
async function openLive(page: Page, path: string) {
  const opened = page.waitForEvent('websocket')
  await page.goto(path)
  await (await opened).waitForEvent('framereceived')
}

async function shownOn(page: Page | undefined): Promise<number> {
  const text = await page?.locator('[data-counted]').first().innerText()
  return Number(text?.replace(',', ''))
}

function written(n: number) {
  return n.toLocaleString('en-GB')
}

/** Puts sockets of our own in place of the site's, and notes every number that is ever shown. */
async function fakeSockets(page: Page) {
  const sockets = { all: [] as WebSocketRoute[], closed: 0, heard: [] as string[] }
  await page.routeWebSocket(/\/live$/, (socket) => {
    sockets.all.push(socket)
    socket.onMessage((message) => sockets.heard.push(String(message)))
    socket.onClose(() => sockets.closed++)
  })
  return sockets
}

/** Tells the page numbers above the one it shows, each with a larger ledger. */
async function aTeller(page: Page, sockets: Awaited<ReturnType<typeof fakeSockets>>) {
  await expect.poll(() => sockets.all.length, { timeout: 5000 }).toBe(1)
  const before = await shownOn(page)
  const size = Number(await page.locator('[data-live]').getAttribute('data-size'))
  await page.evaluate(`
    window.everShown = []
    const number = document.querySelector('[data-counted]')
    const note = () => everShown.push(Number(number.textContent.replace(',', '')))
    new MutationObserver(note).observe(number, { childList: true })
  `)
  const say = (text: string) => sockets.all.at(-1)?.send(text)
  const tell = (more: number, as_of = new Date().toISOString()) => {
    say(JSON.stringify({ counted: before + more, as_of, ledger_size: size + more }))
  }
  // Whoever has heard something knows that there is somebody.
  say('pong')
  return { tell, say, before }
}

/** As if the reader went to another tab, or came back. */
async function hide(page: Page, hidden: boolean) {
  await page.evaluate(`
    Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  `)
}

/** As if the reader followed a link, or came back to a page that the browser had kept. */
async function leave(page: Page, left: boolean) {
  const event = left ? 'pagehide' : 'pageshow'
  await page.evaluate(`dispatchEvent(new PageTransitionEvent('${event}', { persisted: true }))`)
}
