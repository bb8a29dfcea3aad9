import type { AxeResults, RunOptions } from 'axe-core'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Page } from 'playwright-core'

const root = resolve(import.meta.dirname, '../..')
const axe = await readFile(resolve(root, 'node_modules/axe-core/axe.min.js'), 'utf8')

const DESKTOP = { width: 1280, height: 900 }
const PHONE = { width: 320, height: 844 }

const everyRule: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}
const ofColourAndSize: RunOptions = {
  runOnly: ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'],
}

/**
 * What is wrong with a page as it stands, one text for each fault. axe-core tries every rule on a
 * desktop screen, and on a narrow phone in the dark those to which colours and sizes matter.
 */
export async function faultsOn(page: Page): Promise<string[]> {
  await page.waitForLoadState()
  await page.setViewportSize(DESKTOP)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.evaluate(axe)
  const onDesktop = await run(page, everyRule)
  await page.setViewportSize(PHONE)
  await page.emulateMedia({ colorScheme: 'dark' })
  // What lies under the bar can be scrolled out from there, which a rule about sizes can't know.
  await placeBar(page, 'static')
  const onPhone = await run(page, ofColourAndSize)
  await placeBar(page, '')

  const faults = [...onDesktop, ...onPhone.map((fault) => `${fault} (on a phone, in the dark)`)]
  const width = await page.evaluate<number>('document.documentElement.scrollWidth')
  if (width > PHONE.width) faults.push(`is ${width} pixels wide on a phone of ${PHONE.width}`)
  const titles = await page.getByRole('heading', { level: 1 }).count()
  if (titles !== 1) faults.push(`has ${titles} headings of level 1`)
  return faults
}

function placeBar(page: Page, position: string) {
  return page.evaluate(
    `for (const bar of document.querySelectorAll('.bar')) bar.style.position = '${position}'`
  )
}

async function run(page: Page, rules: RunOptions): Promise<string[]> {
  const options = { ...rules, resultTypes: ['violations'], preload: false, iframes: false }
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`)
  return violations.map(({ id, nodes: [first, ...others] }) => {
    return `${id} at ${first?.target.join(' ')} and ${others.length} more, ${first?.failureSummary}`
  })
}
