import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowser, aTab, openMail } from './browser.ts'
import { letter, sayYes, sign, type Signer } from './signer.ts'

const ledger = `${letter}/ledger`

// Public pages may be five seconds old.
const patience = { timeout: 8000, interval: 500 }

let browser: Browser
beforeAll(async () => {
  browser = await aBrowser()
})
afterAll(() => browser.close())

const edith: Signer = {
  name: 'Edith Larkspur-Vane',
  email: 'edith.larkspur@example.org',
  role: 'Headteacher',
  school: 'Ditchling Road Infants, Tallowby',
}

describe('whoever checks the number in their browser', () => {
  it('sees each step done, and that the entries add up', async () => {
    const { page, troubles } = await aTab(browser, { width: 320 })
    await page.goto(ledger)

    const verdict = await checkNumber(page)

    expect(verdict).toMatch(/^Verified\. The ledger’s [\d,]+ entries keep the rules/)
    expect(await statesOf(page)).toEqual(Array(7).fill('passed'))
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    expect(troubles).toEqual([])
  })

  it('needs no mouse', async () => {
    const { page } = await aTab(browser)
    await page.goto(ledger)

    await page.getByRole('button', { name: 'Check this number' }).focus()
    await page.keyboard.press('Enter')

    await page.getByText('Verified.').waitFor()
    const focused = await page.evaluate('document.activeElement.textContent')
    expect(focused).toBe('Check this number')
  })

  it('is told so when the ledger grows between the page and the check', async () => {
    const { page } = await aTab(browser)
    await page.goto(ledger)
    const stated = await page.locator('#checkpoint').innerText()
    await signAndConfirm(await page.context().newPage(), {
      ...edith,
      email: 'edith.early@example.org',
    })

    await expect
      .poll(async () => {
        await checkNumber(page)
        return page.locator('[data-step=history]').innerText()
      }, patience)
      .toContain('The ledger has grown from')
    expect(await statesOf(page)).toEqual(Array(7).fill('passed'))
    expect(await page.locator('#checkpoint').innerText()).toBe(stated)
  })

  it.each([
    ['an entry was changed', '**/tile/entries/**', 'root', 'not those that were signed'],
    ['the signature is another', '**/checkpoint', 'signature', 'is not right'],
  ])('learns it if %s, and keeps both checkpoints', async (_, path, step, problem) => {
    const { page } = await aTab(browser)
    await page.route(path, async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, body: changed(await answer.body()) })
    })
    await page.goto(ledger)

    const verdict = await checkNumber(page)

    expect(verdict).toMatch(/^Not verified\./)
    expect(verdict).toContain(problem)
    expect(await failedStepOf(page)).toBe(step)
    const evidence = await downloadEvidence(page)
    expect(evidence.kind).toBe('countersign-evidence/1')
    expect(evidence.notes.map(({ from }) => from)).toEqual(['this page', 'the ledger'])
  })

  it('learns it if the page states another number than the ledger', async () => {
    const { page } = await aTab(browser)
    await page.route(`**${ledger}`, async (route) => {
      const answer = await route.fetch()
      const body = (await answer.text()).replace(/data-counted="\d+"/, 'data-counted="1347"')
      await route.fulfill({ response: answer, body })
    })
    await page.goto(ledger)

    expect(await checkNumber(page)).toContain('the numbers on this page are others')
    expect(await failedStepOf(page)).toBe('number')
  })

  it('is not told that anything is wrong when the site only can’t be reached', async () => {
    const { page } = await aTab(browser)
    await page.route('**/tile/entries/**', (route) => route.fulfill({ status: 503 }))
    await page.goto(ledger)

    expect(await checkNumber(page)).toMatch(/^Not checked\..*try again/)
    expect(await page.getByRole('link', { name: 'Download the evidence' }).count()).toBe(0)
  })

  it('can stop it', async () => {
    const { page } = await aTab(browser)
    await page.route('**/tile/entries/**', () => undefined)
    await page.goto(ledger)

    await page.getByRole('button', { name: 'Check this number' }).click()
    await page.getByRole('button', { name: 'Stop' }).click()

    expect(await verdictIn(page, '#check-number')).toContain('You stopped it')
    expect(await page.getByRole('button', { name: 'Stop' }).count()).toBe(0)
  })

  it('is shown where else to check if there is no script', async () => {
    const { page } = await aTab(browser, { script: false })

    await page.goto(ledger)

    await page.getByText('This needs script').waitFor()
    await page.getByText('npm run verify --').first().waitFor()
    await page.getByRole('link', { name: 'total.tlog-proof' }).waitFor()
    expect(await page.getByRole('button').count()).toBe(0)
  })
})

describe('a signer', () => {
  it('checks the receipt and the checkpoint of their mail, and a changed one is refused', async () => {
    const { page, troubles } = await aTab(browser)
    await signAndConfirm(page, edith)
    const receipt = await receiptOn(page)
    const mail = await countedMail(page)

    await expect.poll(() => openAndCompare(page, quoted(mail)), patience).toMatch(/^Verified\./)
    expect(await checkReceipt(page, receipt)).toMatch(
      /^Verified\. This receipt opens entry \d+: a yes to edition 3.* for Edith Larkspur-Vane/
    )
    await checkNumber(page)
    expect(await checkReceipt(page, receipt)).toContain('It is counted in the number above.')
    const other = receipt.replace('Edith', 'Edwin')
    expect(await checkReceipt(page, other)).toMatch(/^Not verified\..*not made from this salt/)
    expect(troubles).toEqual([])
  })

  it.each([
    ['rewritten', { body: `${Buffer.alloc(32, 7).toString('base64')}\n` }],
    ['shortened', { status: 404, body: 'The ledger does not reach so far.' }],
  ])(
    'who kept a checkpoint learns it if the ledger was %s, and keeps both',
    async (what, proof) => {
      const { page } = await aTab(browser)
      await page.goto(ledger)
      const kept = await page.locator('#checkpoint').innerText()
      await signAndConfirm(page, { ...edith, email: `edith.${what}@example.org` })
      await page.route('**/consistency?*', (route) => route.fulfill(proof))

      await expect.poll(() => openAndCompare(page, kept), patience).toMatch(/^Not verified\./)

      const { notes } = await downloadEvidence(page)
      expect(notes[0]?.note.trim()).toBe(kept.trim())
      expect(notes).toHaveLength(2)
    }
  )

  it('who pastes something else is told so, and nothing else', async () => {
    const { page } = await aTab(browser)

    expect(await openAndCompare(page, 'Dear all, see you on Monday.')).toMatch(/^Not checked\./)
  })
})

async function checkNumber(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Check this number' }).click()
  return verdictIn(page, '#check-number')
}

async function openAndCompare(page: Page, text: string): Promise<string> {
  await page.goto(ledger)
  await page.getByLabel('Compare one that you kept').fill(text)
  await page.getByRole('button', { name: 'Compare' }).click()
  return verdictIn(page, '#check-kept')
}

async function checkReceipt(page: Page, text: string): Promise<string> {
  const file = { name: 'receipt.json', mimeType: 'application/json', buffer: Buffer.from(text) }
  await page.getByLabel('Check a receipt').setInputFiles(file)
  await page.getByRole('button', { name: 'Check the receipt' }).click()
  return verdictIn(page, '#check-receipt')
}

async function verdictIn(page: Page, form: string): Promise<string> {
  const verdict = page.locator(`${form} [data-verdict]`)
  await verdict.locator('b').waitFor()
  return verdict.innerText()
}

function statesOf(page: Page): Promise<(string | null)[]> {
  const steps = page.locator('[data-step]')
  return steps.evaluateAll((all) => all.map((one) => one.getAttribute('data-state')))
}

function failedStepOf(page: Page): Promise<string | null> {
  return page.locator('[data-state=failed]').getAttribute('data-step')
}

type Evidence = { kind: string; notes: { from: string; note: string }[] }

async function downloadEvidence(page: Page): Promise<Evidence> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the evidence' }).click(),
  ])
  return JSON.parse(await readFile(await download.path(), 'utf8')) as Evidence
}

/** The same bytes but for one, near the end. */
function changed(body: Buffer): Buffer {
  const at = body.length - 10
  const letterA = 'A'.charCodeAt(0)
  return Buffer.from(body.map((byte, i) => (i === at ? (byte === letterA ? 66 : letterA) : byte)))
}

async function signAndConfirm(page: Page, signer: Signer) {
  await sign(page, signer)
  await openMail(page, signer.email, /^\d{6} is your code/)
  await page.locator('pre a[href*="/confirm?"]').click()
  await sayYes(page)
}

async function receiptOn(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download your receipt' }).click(),
  ])
  return readFile(await download.path(), 'utf8')
}

async function countedMail(page: Page): Promise<string> {
  await openMail(page, edith.email, /is counted/)
  return page.locator('pre').first().innerText()
}

/** A mail as it comes back from a mailing list or a reply. */
function quoted(mail: string): string {
  return mail.replace(/^/gm, '> ').replace(/(.{76})/g, '$1\n> ')
}
