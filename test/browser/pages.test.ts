import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest'
import { aBrowser, aTab, openMail, signInAtDesk } from './browser.ts'
import { faultsOn } from './faults.ts'
import { letter, sayYes, sendSignForm, sign, type Signer } from './signer.ts'

/** A letter that no other journey counts on: here it gets new editions, and is closed for a while. */
const other = '/letters/ten-policies'

let browser: Browser
let page: Page
let found: string[]
beforeAll(async () => {
  browser = await aBrowser()
  const tab = await aTab(browser)
  page = tab.page
  found = tab.troubles
})
beforeEach(() => {
  found.length = 0
})
afterAll(() => browser.close())

it.each([
  ['the letters', '/'],
  ['a letter', letter],
  ['an edition', `${letter}/editions/1`],
  ['the signatures', `${letter}/signatures`],
  ['a search for somebody', `${letter}/signatures?q=a&role=headteacher`],
  ['a search for nobody', `${letter}/signatures?q=nobodyofthisname`],
  ['the privacy notice', `${letter}/privacy`],
  ['complaining about data', `${letter}/data-complaint`],
  ['all newsrooms', '/newsroom'],
  ['the newsroom', `${letter}/newsroom`],
  ['the local authorities', `${letter}/newsroom/places`],
  ['a total that was none', `${letter}/newsroom/at/1`],
  ['a day that was not kept', `${letter}/newsroom/on/2020-02-29`],
  ['no corrections', `${letter}/corrections`],
  ['the ledger', `${letter}/ledger`],
  ['the poster', `${letter}/poster`],
  ['the embed', '/embed/inspection'],
  ['the data', '/api'],
  ['check your email, forgotten', `${letter}/check-your-email`],
  ['a host', '/hosts/merrowdale-heads-forum'],
  ['following a letter', `${letter}/follow`],
  ['why people signed', `${letter}/comments`],
  ['the organisations', `${letter}/organisations`],
  ['the updates', `${letter}/updates`],
  ['an update', `${letter}/updates/1`],
  ['a reply', `${letter}/replies/3`],
  ['a link to follow that is broken', '/follow?t=broken'],
  ['a link to unsubscribe that is broken', '/unsubscribe?t=broken'],
  ['my data', '/my-data'],
  ['a broken link', '/confirm?t=broken'],
  ['a page that can’t be shown again', '/confirm'],
  ['a page that is not there', '/letters/of-this-name-is-none'],
  ['an address that is no text', '/letters/%ff'],
  ['the development inbox', '/dev/mail'],
  ['the way in to the desk', '/desk/sign-in'],
  ['the acts', `/dev${other}/acts`],
])('finds no fault with %s', async (name, path) => {
  await page.goto(path)

  await look(name)

  expect(found).toEqual([])
})

it('finds no fault with what they lead to', async () => {
  await page.goto(`${letter}/signatures`)
  await follow('Next page')
  await look('the second page of the signatures')
  await page.goto(`${letter}/newsroom`)
  await openAll()
  await look('the newsroom, all of it opened')
  await follow(/^the total at ledger size/)
  await look('a past total')
  await page.goto(`${letter}/newsroom`)
  await follow(/^that of \d/)
  await look('a kept day')
  await page.goto(`${letter}/ledger`)
  await press('Check this number')
  await page.locator('#check-number [data-verdict] b').waitFor()
  await look('the ledger, checked')
  await page.getByLabel('Compare one that you kept').fill('Dear all')
  await press('Compare')
  await page.locator('#check-kept [data-verdict] b').waitFor()
  await look('the ledger, compared with nothing')

  expect(found).toEqual([])
})

it('finds no fault with the pages of a steward', async () => {
  await signInAtDesk(page, 'steward@countersign.example')
  for (const path of [
    '/desk/sessions',
    '/steward/register',
    '/steward/allowed',
    '/steward/notable',
    '/steward/retention',
    '/steward/complaints',
  ]) {
    await page.goto(path)
    await look(path)
  }
  expect(found).toEqual([])
})

/** Her words are as long as words get. */
const rosalind: Signer = {
  name: 'Rosalind Featherstonehaugh-Okonkwo',
  email: 'rosalind.featherstonehaugh-okonkwo@long-school-name.example.org',
  role: 'Headteacher',
  school: 'The Federation of Upper and Lower Brackenthwaite Church Schools, Brackenthwaite',
}
const maud: Signer = { ...rosalind, name: 'Maud Thistlewood', email: 'maud.long@example.com' }
const noor: Signer = { ...rosalind, name: 'Noor Tamsin', email: 'noor.long@example.com' }
const idris: Signer = { ...rosalind, name: 'Idris Penhallow', email: 'idris.long@gmial.com' }

it('finds no fault with any page of a signature', async () => {
  await page.goto(other)
  await press('Sign this letter')
  await look('the sign form, refused')
  await sendSignForm(page, rosalind)
  await openAll()
  await look('check your email')
  await page.getByLabel('Six-digit code').fill('1')
  await press('Continue')
  await look('a wrong code')
  await page.getByText('It has not come').click()
  await press('Send it again')
  await look('a mail asked for again')

  await openMail(page, rosalind.email, /^\d{6} is your code/)
  await look('a mail in the development inbox')
  await page.locator('pre a[href*="/confirm?"]').click()
  await openAll()
  await look('confirm')
  await page.getByLabel('Full name').fill('')
  await press('Yes, add my signature')
  await look('confirm, refused')
  await publish('a second text')
  await page.getByLabel('Full name').fill(rosalind.name)
  await press('Yes, add my signature')
  await look('confirm, changed meanwhile')
  await sayYes(page)
  await look('counted')

  await follow(/^correct, hide/)
  await openAll()
  await look('manage')
  await page.getByLabel('Full name').fill('')
  await press('Save the changes')
  await look('manage, refused')
  await press('Withdraw my signature')
  await look('sure to withdraw')
  await press('Yes, withdraw it')
  await look('withdrawn')
  await press('Erase everything about me')
  await look('sure to erase')
  await press('Yes, erase everything')
  await look('erased')

  await page.goto('/my-data')
  await press('Mail me my links')
  await look('my data, refused')
  await page.getByRole('textbox').fill(rosalind.email)
  await press('Mail me my links')
  await look('my data, asked for')

  expect(found).toEqual([])
})

it('finds no fault with what others did meanwhile', async () => {
  await sign(page, noor, other)
  await openConfirmPage(noor)
  const address = page.url()
  await act({ verb: 'hold', address: noor.email })
  await page.reload()
  await look('held')

  await page.goto(other)
  await publish('a third text')
  await sendSignForm(page, maud)
  await look('the sign form, changed meanwhile')
  await page.locator('input[name=consent]').check()
  await press('Sign this letter')
  await openConfirmPage(maud)
  await press('No, this wasn’t me')
  await openAll()
  await look('disowned')

  await page.goto(address)
  await look('held, changed meanwhile')
  await press('Send me the link')
  await look('links asked for without an address')
  await page.locator('input[type=email]').fill(noor.email)
  await press('Send me the link')
  await look('links asked for')
  const why = { reason: 'duplicate-person', case: crypto.randomUUID() }
  await act({ verb: 'refuse', address: noor.email, ...why })
  await page.goto(address)
  await look('refused')

  await sign(page, idris, other)
  await look('check your email, perhaps mistyped')
  await openConfirmPage(idris)
  const late = await page.context().newPage()
  await late.goto(other)
  await act({ verb: 'close' })
  const number = String(await sayYes(page))
  await page.goto(other)
  await look('a closed letter')
  await late.getByRole('button', { name: 'Sign this letter' }).click()
  await late.getByText('was not added').first().waitFor()
  expect(await faultsOn(late)).toEqual([])
  await act({ verb: 'remove', number, ...why })
  await act({ verb: 'reinstate', number, ...why })
  await page.goto(`${other}/corrections`)
  await look('corrections')
  await page.goto(`${other}/newsroom`)
  await openAll()
  await look('the newsroom of a closed letter with corrections')
  await act({ verb: 'reopen' })
  await page.goto(`${other}/editions/2`)
  await look('a former edition')

  expect(found).toEqual([])
})

it('finds no fault with following a letter, and with the end of that', async () => {
  const email = 'follower.long@example.com'
  await page.goto(`${letter}/follow`)
  await press('Follow')
  await look('following, refused')
  await page.getByLabel('Your email address').fill(email)
  await press('Follow')
  await look('following, asked for')
  await openMail(page, email, /^Do you want this news/)
  await page.locator('pre a[href*="/follow?"]').click()
  await look('a follower is asked')
  await press('Yes, mail me this news')
  await look('followed')
  await follow('No more of this news')
  await look('sure to unsubscribe')
  await press('Unsubscribe')
  await look('unsubscribed')

  expect(found).toEqual([])
})

it('finds no fault with any page of an organisation', async () => {
  const email = 'office@long-federation-name.example.org'
  await page.goto(`${letter}/organisations`)
  await press('Sign for the organisation')
  await look('an organisation, refused')
  await page.getByLabel('Name of the organisation').fill(rosalind.school)
  await page.getByLabel('Your name').fill(rosalind.name)
  await page.getByLabel('Your role there').fill(rosalind.role)
  await page.getByLabel('Your email address there').fill(email)
  await page.getByLabel(/^I may speak/).check()
  await press('Sign for the organisation')
  await look('an organisation, typed')
  await openMail(page, email, /^Does your organisation sign/)
  await page.locator('pre a[href*="/organisation?"]').click()
  await look('an organisation is asked')
  await press('Yes, list it')
  await look('an organisation, listed')
  await press('Withdraw it')
  await look('sure to withdraw an organisation')
  await press('Yes, withdraw it')
  await look('an organisation, withdrawn')
  await press('Erase everything')
  await look('sure to erase an organisation')
  await press('Yes, erase everything')
  await look('an organisation, erased')

  expect(found).toEqual([])
})

it('finds no fault with a request for a correction', async () => {
  const email = 'recipient.long@example.com'
  await page.goto(`${letter}/replies/3`)
  await follow('Ask for a correction')
  await press('Send the request')
  await look('a correction, refused')
  await page.getByLabel('What is shown wrongly').fill('Point 7 was addressed.')
  await page.getByLabel('Your name').fill(rosalind.name)
  await page.getByLabel('Your email address').fill(email)
  await press('Send the request')
  await look('a correction, asked for')
  await openMail(page, email, /^Confirm your request/)
  await page.locator('pre a[href*="/correction?"]').click()
  await look('is this your request')
  await press('Yes, send it with my name')
  await look('a correction, with the team')

  expect(found).toEqual([])
})

it('shows the whole embed on a phone, in a frame as low as it was pasted', async () => {
  await page.setViewportSize({ width: 320, height: 210 })

  await page.goto('/embed/inspection')

  await page.getByRole('button', { name: 'Pause' }).waitFor()
  expect(await page.evaluate('document.documentElement.scrollHeight')).toBe(210)
})

/** Notes what is wrong with the page as it stands. */
async function look(state: string) {
  for (const fault of await faultsOn(page)) found.push(`${state}: ${fault}`)
}

function press(name: string) {
  return page.getByRole('main').getByRole('button', { name }).first().click()
}

function follow(name: string | RegExp) {
  return page.getByRole('main').getByRole('link', { name }).first().click()
}

function openAll() {
  return page.evaluate('for (const part of document.querySelectorAll("details")) part.open = true')
}

async function openConfirmPage({ email }: Signer) {
  await openMail(page, email, /^\d{6} is your code/)
  await page.locator('pre a[href*="/confirm?"]').click()
}

function publish(text: string) {
  return act({ verb: 'publish', text: `1. First, ${text}.\n2. Then, the rest.`, reason: 'Shorter' })
}

/** Does what a steward or a campaigner does, on the other letter. */
async function act(form: Record<string, string>) {
  const acts = `/dev${other}/acts`
  const headers = { origin: inject('origin') }
  const answer = await page.request.post(acts, { form, headers })
  expect(answer.status(), await answer.text()).toBe(200)
}
