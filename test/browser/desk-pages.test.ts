import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { aBrowser, aTab, openMail } from './browser.ts'
import { campaigner, Hands, reader, steward } from './desk.ts'
import { faultsOn } from './faults.ts'
import { sendSignForm, type Signer } from './signer.ts'

/** The demonstration's letters at the desk: one that is open, one with a case, and a draft. */
const open = '/desk/letters/1'
const checked = '/desk/letters/2'
const draft = '/desk/letters/4'

/** Her words are as long as words get. */
const gwendolyn: Signer = {
  name: 'Gwendolyn Featherstonehaugh-Okonkwo',
  email: 'gwendolyn.long@example.com',
  role: 'Headteacher',
  school: 'The Federation of Upper and Lower Brackenthwaite Church Schools, Brackenthwaite',
}

let browser: Browser
/** The campaigner's tab, and the one that is looked at. */
let desk: Page
let page: Page
let hands: Hands
let found: string[]
beforeAll(async () => {
  browser = await aBrowser()
  const tab = await aTab(browser)
  desk = tab.page
  page = desk
  hands = new Hands(page)
  found = tab.troubles
  await hands.signIn(campaigner)
})
beforeEach(() => {
  found.length = 0
  page = desk
  hands = new Hands(page)
})
afterAll(() => browser.close())

it.each([
  ['the desk', '/desk'],
  ['starting a letter', '/desk/letters/new'],
  ['invitations', '/desk/invitations'],
  ['sessions', '/desk/sessions'],
  ['a fresh code', '/desk/fresh?next=/desk'],
  ['a letter', open],
  ['a letter’s signers', `${open}/signers`],
  ['a search among them', `${open}/signers?q=nobodyofthisname`],
  ['names', `${open}/names`],
  ['hosts', `${open}/hosts`],
  ['the team', `${open}/team`],
  ['what was done', `${open}/audit`],
  ['the life of a letter', `${open}/life`],
  ['sure to pause', `${open}/life/pause`],
  ['closing, before the code', `${open}/life/close`],
  ['the next edition', `${open}/edition`],
  ['paper', `${open}/paper`],
  ['the delivery pack', `${open}/pack`],
  ['what is in it, to print', `${open}/pack/page`],
  ['the hand-in', `${open}/hand-in`],
  ['updates', `${open}/updates`],
  ['a new update', `${open}/updates/new`],
  ['the recipient', `${open}/recipient`],
  ['something sent', `${open}/recipient/new/sent`],
  ['a reply, point by point', `${open}/recipient/new/answer`],
  ['a reply to change', `${open}/recipient/3`],
  ['comments to read', `${open}/comments`],
  ['organisations', `${open}/organisations`],
  ['schools to check', `${open}/schools`],
  ['schools as typed', `${open}/schools/typed`],
  ['what became of mail', `${open}/mail`],
  ['opened signers', `${open}/opened`],
  ['who is being checked', `${checked}/held`],
  ['cases', `${checked}/cases`],
  ['a new case', `${checked}/cases/new`],
  ['notable names', `${open}/notable`],
  ['how long data is kept', `${open}/retention`],
  ['frozen settings', `${open}/settings`],
  ['a draft', draft],
  ['its words', `${draft}/draft`],
  ['its remarks', `${draft}/remarks`],
  ['its settings', `${draft}/settings`],
  ['its privacy notice', `${draft}/privacy`],
  ['its links', `${draft}/links`],
  ['its launch', `${draft}/launch`],
  ['sure to delete', `${draft}/life/delete`],
  ['somebody else’s letter', '/desk/letters/999'],
  ['reporting a name', '/letters/inspection/report'],
  ['a broken link to the desk', '/desk/sign-in/link?t=broken'],
  ['a broken link to a draft', '/drafts/broken'],
  ['an earlier edition', '/letters/inspection/editions/1'],
  ['a changed edition', '/letters/inspection/editions/2'],
])('finds no fault with %s', async (name, path) => {
  await page.goto(path)

  await look(name)

  expect(found).toEqual([])
})

it('finds no fault with a case that the site suggests, and with one that is done', async () => {
  await page.goto(`${checked}/cases`)
  const cases = page.getByRole('link', { name: 'See it' })
  await cases.first().click()
  await look('a suggested case')
  await page.goBack()
  await cases.last().click()

  await look('a case that is done')

  expect(found).toEqual([])
})

it('finds no fault with a signature that is checked, refused and objected to', async () => {
  const { email } = gwendolyn
  const tab = await aTab(browser)
  page = tab.page
  await page.goto('/letters/inspection')
  await page.evaluate(`document.querySelector('#sign [name=website]').value = 'filled in'`)
  await sendSignForm(page, gwendolyn)
  await openMail(page, email, /^\d{6} is your code/)
  await page.locator('pre a[href*="/confirm?"]').click()
  await page.getByRole('button', { name: 'Yes, add my signature' }).click()
  await look('being checked')
  await page.getByRole('link', { name: /^see, withdraw/ }).click()
  await look('manage, being checked')

  page = desk
  await page.goto(`/desk/fresh?next=${open}/held`)
  await hands.beSure(campaigner)
  await look('one who is being checked')
  await page.goto(`${open}/cases/new?states=held`)
  await hands.fill('Domain of the address', 'nothing')
  await hands.press('See which they are')
  await look('a new case, refused')
  await hands.fill('Domain of the address', 'example.com')
  await hands.press('See which they are')
  await look('an open case')
  await page.getByLabel('Why should they not count?').selectOption('automated')
  await hands.press('They should not count')
  await look('sure to decide')
  await hands.press('Yes, go on')
  await page.waitForURL(/done=/)
  const done = page.getByText('1 refused that were being checked')
  for (let tries = 0; tries < 20 && !(await done.isVisible()); tries++) await page.reload()
  await look('a case that was carried out')
  const decided = page.url()

  page = tab.page
  await page.reload()
  await page.getByRole('button', { name: 'Send my objection' }).click()
  await look('objecting, refused')
  await page.getByLabel(/^Why it is yours/).fill('It is my own mailbox.')
  await page.getByRole('button', { name: 'Send my objection' }).click()
  await look('an objection')
  page = desk
  await page.goto(decided)
  await hands.press('The decision stays')
  await look('answering an objection, refused')

  expect([...found, ...tab.troubles]).toEqual([])
})

it('finds no fault with a complaint about data', async () => {
  await page.goto('/letters/inspection/data-complaint')
  await hands.press('Send the complaint')
  await look('a complaint, refused')
  await page.getByLabel('What it is about').selectOption('other')
  await hands.fill('What happened, and what you want done', 'Nothing, and nothing.')
  await hands.fill('Your email address', gwendolyn.email)
  await hands.press('Send the complaint')
  await look('a complaint, sent')
  await page.goto(`${open}/complaints`)
  await look('complaints')
  await page
    .getByRole('main')
    .getByRole('link', { name: /^[0-9A-F]{8}$/ })
    .click()
  await hands.press('Send the answer')
  await look('an answer, refused')

  expect(found).toEqual([])
})

it('prints a pack on numbered pages of A4, with each name whole', async () => {
  await page.goto(`${open}/pack/page`)
  await page.emulateMedia({ media: 'print' })
  const names = page.locator('.names li')
  const breaks = await page.evaluate(
    'getComputedStyle(document.querySelector(".names li")).breakInside'
  )
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  await page.emulateMedia({ media: null })

  const sheets = [...pdf.matchAll(/\/MediaBox \[0 0 (\S+) (\S+)\]/g)]
  expect(await names.count()).toBeGreaterThan(100)
  expect(breaks).toBe('avoid')
  expect(sheets.length).toBeGreaterThan(4)
  expect(sheets.length).toBeLessThan(12)
  expect(new Set(sheets.map(([, width, height]) => `${width} ${height}`)).size).toBe(1)
  expect(sheets.map(([, width]) => Math.round(Number(width)))[0]).toBe(595)
})

it('finds no fault with signing in', async () => {
  const own = page
  const tab = await aTab(browser)
  page = tab.page
  hands = new Hands(page)
  await page.goto('/desk')
  await look('signing in')
  await hands.press('Send me a code')
  await look('signing in, refused')
  await hands.fill('Your email address', reader)
  await hands.press('Send me a code')
  await look('the code')
  await hands.fill('Six-digit code', '1')
  await hands.press('Sign in')
  await look('a wrong code')
  await openMail(own, reader, /is your code for the desk/)
  await own.locator('pre a[href*="/desk/sign-in/link"]').click()
  expect(await faultsOn(own)).toEqual([])
  await own.getByRole('button').first().click()
  expect(await faultsOn(own)).toEqual([])
  await openMail(page, reader, /is your code for the desk/)
  await page.locator('pre a[href*="/desk/sign-in/link"]').click()
  await look('the link')
  await page.getByRole('main').getByRole('button').first().click()
  await page.getByRole('heading', { name: 'Your desk' }).waitFor()
  await look('the desk of a reader')
  await page.goto(`${open}/draft`)
  await look('words to read')
  await page.goto(`${open}/edition`)
  await look('a page for others')
  page = own
  hands = new Hands(page)

  expect([...found, ...tab.troubles]).toEqual([])
})

it('finds no fault with what is filled in wrongly, or changed meanwhile', async () => {
  await page.goto('/desk/letters/new')
  await hands.press('Start writing')
  await look('a letter without a title')
  await page.goto(`${draft}/settings`)
  await hands.fill('Goal (optional)', 'many')
  await hands.press('Save')
  await look('settings, refused')
  await page.goto(`${draft}/hosts`)
  await hands.press('Ask them')
  await look('hosts, refused')
  await page.goto(`${draft}/team`)
  await hands.press('Send the invitation')
  await look('the team, refused')
  await page.goto(`${open}/paper`)
  await hands.press('Save')
  await look('paper, refused')

  const late = await page.context().newPage()
  await late.goto(`${draft}/settings`)
  await page.goto(`${draft}/settings`)
  await hands.fill('Goal (optional)', '40')
  await hands.press('Save')
  await look('settings, saved')
  await late.getByLabel('Goal (optional)', { exact: true }).fill('50')
  await late.getByRole('button', { name: 'Save' }).click()
  await late.getByText('Somebody saved other settings').waitFor()
  expect(await faultsOn(late)).toEqual([])

  expect(found).toEqual([])
})

it('finds no fault with what is told, entered and decided once people sign', async () => {
  await page.goto(`${open}/updates/new`)
  await hands.press('Save')
  await look('an update, refused')
  await hands.fill('Title', 'A day for the letter')
  await hands.fill('The update', '- **Friday**, with [point 4](#point-4)')
  await hands.press('Preview')
  await look('an update, looked at')
  await hands.press('Save')
  await look('an update, saved')
  await page.getByLabel(/^Yes, throw/).check()
  await hands.press('Throw it away')
  await look('an update, thrown away')
  await page.goto(`${open}/recipient/new/answer`)
  await hands.press('Preview')
  await look('a reply, refused')
  await hands.fill('The reply, in full', 'We will do the first.')
  await page.getByLabel('Point 1', { exact: true }).selectOption('addressed')
  await hands.fill('The reply’s words on point 1', 'We will do the first.')
  await hands.press('Preview')
  await look('a reply, looked at')
  await page.goto(`${open}/recipient/3`)
  await hands.press('Take it back')
  await look('taking back, refused')
  await page.goto(`${open}/hand-in`)
  await hands.fill('Place', '')
  await hands.press('Save the plan')
  await look('a hand-in, refused')
  await page.goto(`${open}/comments`)
  await hands.press('Don’t show those ticked')
  await look('comments, refused')
  await page.goto(`${open}/organisations`)
  await hands.press('Take it off the list')
  await look('organisations, refused')

  expect(found).toEqual([])
})

it('finds no fault with the next edition', async () => {
  await page.goto(`${open}/draft`)
  const words = page.getByLabel('The letter', { exact: true })
  await words.fill((await words.inputValue()).replace('twelve changes', 'changes'))
  await hands.press('Save')
  await look('the words of the next edition')
  await page.goto(`${open}/edition`)
  await look('the next edition, written')
  await page.getByRole('main').getByRole('button').first().click()
  await look('the next edition, without a reason')
  await page.getByRole('main').getByRole('textbox').fill('There may be more of them.')
  await page.getByRole('main').getByRole('button').first().click()
  await look('sure to publish')
  await page.goto(`${open}/draft`)
  await page.getByText('Throw this draft away').click()
  await page.getByLabel(/^Yes, throw away/).check()
  await hands.press('Throw it away')
  await look('words thrown away')

  expect(found).toEqual([])
})

it('finds no fault with what people without an account are shown', async () => {
  await page.goto(`${draft}/links`)
  const link = await page.locator('#draft .copy a').innerText()
  await page.goto(link)
  await look('a shared draft')
  await page.getByRole('main').getByRole('button').last().click()
  await look('a remark, refused')
  await openMail(page, 'office@fenmoor-readers.example.org', /stand behind an open letter/)
  await page.locator('pre a[href*="/stand-behind?"]').click()
  await look('a host is asked')
  await page.goto('/letters/inspection/report')
  await page.getByRole('main').getByRole('button').last().click()
  await look('a report, refused')

  expect(found).toEqual([])
})

it('finds no fault with the pages of stewards', async () => {
  const tab = await aTab(browser)
  page = tab.page
  hands = new Hands(page)
  await hands.signIn(steward)
  await page.goto('/steward')
  await look('the site')
  await hands.press('Invite')
  await look('an invitation, refused')
  await page.goto('/steward/letters')
  await look('every letter')
  await page.goto('/steward/letters/1')
  await look('a letter')
  await page.goto('/steward/mail')
  await look('the mail of the site')
  await page.goto('/steward/operations')
  await look('operations')
  await page.goto('/steward/retention')
  await look('what is deleted')

  expect([...found, ...tab.troubles]).toEqual([])
})

/** Notes what is wrong with the page as it stands, all of it opened. */
async function look(state: string) {
  await page.evaluate('for (const part of document.querySelectorAll("details")) part.open = true')
  for (const fault of await faultsOn(page)) found.push(`${state}: ${fault}`)
}
