import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { aBrowser, aTab } from './browser.ts'
import { letter } from './signer.ts'

let browser: Browser
beforeAll(async () => {
  browser = await aBrowser()
})
afterAll(() => browser.close())

describe('the page of another site', () => {
  it.each([
    ['with script', true],
    ['without script', false],
  ])('shows the count in a frame of 240 pixels, %s', async (_, script) => {
    const { page, troubles } = await aTab(browser, { script, width: 800 })
    const site = await anotherSite(frameOf('/embed/inspection', 'width="240" height="340"'))

    await page.goto(site.address)

    const frame = page.frameLocator('iframe')
    await frame.getByText(/^[\d,]+ signatures confirmed$/).waitFor()
    const count = await frame.locator('b').boundingBox()
    expect(count?.height).toBeGreaterThan(30)
    const inside = page.frames()[1]
    expect(await inside?.evaluate('document.documentElement.scrollWidth')).toBe(240)
    expect(troubles.filter((one) => !/Origin-Agent-Cluster/.test(one))).toEqual([])
    await site.close()
  })

  it('keeps its own place when somebody goes on to the letter', async () => {
    const { page } = await aTab(browser, { width: 800 })
    const site = await anotherSite(frameOf('/embed/inspection', 'width="480" height="210"'))
    await page.goto(site.address)

    const opened = page.waitForEvent('popup')
    await page.frameLocator('iframe').getByRole('link', { name: 'Read and sign' }).click()
    const popup = await opened

    await popup.getByRole('button', { name: 'Sign this letter' }).waitFor()
    expect(new URL(popup.url()).pathname).toBe(letter)
    expect(await popup.evaluate('window.opener')).toBeNull()
    expect(page.url()).toBe(site.address)
    await site.close()
  })

  it('shows the count in a frame that may do nothing', async () => {
    const { page } = await aTab(browser, { width: 800 })
    const site = await anotherSite(frameOf('/embed/inspection', 'sandbox'))

    await page.goto(site.address)

    const count = page.frameLocator('iframe').locator('b')
    expect((await count.boundingBox())?.height).toBeGreaterThan(30)
    await site.close()
  })

  it('shows the count live in a frame that may run scripts and nothing else', async () => {
    const { page, troubles } = await aTab(browser, { width: 800 })
    const site = await anotherSite(frameOf('/embed/inspection', 'sandbox="allow-scripts"'))
    const opened = page.waitForEvent('websocket')

    await page.goto(site.address)

    await (await opened).waitForEvent('framereceived')
    await page.frameLocator('iframe').getByRole('button', { name: 'Pause' }).waitFor()
    expect(troubles.filter((one) => !/Origin-Agent-Cluster/.test(one))).toEqual([])
    await site.close()
  })

  it('can’t frame the letter, where people sign', async () => {
    const { page, troubles } = await aTab(browser, { width: 800 })
    const site = await anotherSite(frameOf(letter, ''))

    await page.goto(site.address)

    expect(troubles.join('\n')).toContain("frame-ancestors 'none'")
    await site.close()
  })

  it('shows the badge and the picture of a link', async () => {
    const { page } = await aTab(browser, { width: 800 })
    const pictures = [`${letter}/badge.svg`, '/share.png']
    const site = await anotherSite(pictures.map((path) => `<img src="${inject('origin')}${path}">`))

    await page.goto(site.address)

    const widths = await page.evaluate(
      'Array.from(document.images, ({ naturalWidth }) => naturalWidth)'
    )
    expect(widths).toEqual([320, 1200])
    await site.close()
  })
})

function frameOf(path: string, attributes: string): string[] {
  return [`<iframe src="${inject('origin')}${path}" ${attributes}></iframe>`]
}

/** A page that is none of ours: to a browser 127.0.0.1 and localhost are two sites. */
async function anotherSite(parts: string[]) {
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html')
    answer.end(`<!doctype html><title>Elsewhere</title>${parts.join('')}`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}/`,
    close: () => new Promise((done) => server.close(done)),
  }
}
