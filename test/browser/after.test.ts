import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { aBrowser, aTab, openMail } from './browser.ts'
import { Hands, steward } from './desk.ts'
import { sayYes, sendSignForm } from './signer.ts'

const TITLE = 'Three plain promises about lunch'
const LETTER = '/letters/three-plain-promises-about-lunch'
const WORDS = `Dear Minister,

1. **Say what it costs.** Publish the price of a school lunch in every county.
2. **Ask the cooks.** Hear those who make it before the rules change.
3. **Sit down.** Let no lunch be shorter than forty minutes.`

const una = {
  name: 'Una Fallowright',
  email: 'una@larkmoor.example.org',
  role: 'Headteacher',
  school: 'Larkmoor Infant School',
}
const wren = 'wren@larkmoor.example.org'
const follower = 'petra@coldhythe.example.org'

let browser: Browser
/** The campaigner at the desk: on a phone, without script. */
let desk: { page: Page; hands: Hands; troubles: string[] }
/** Somebody who reads, signs and follows: on a phone, without script. */
let people: { page: Page; hands: Hands; troubles: string[] }

beforeAll(async () => {
  browser = await aBrowser()
  const { page } = await aTab(browser)
  const hands = new Hands(page)
  await hands.signIn(steward)
  await page.goto('/steward')
  await hands.fill('Email address', wren)
  await hands.press('Invite')

  const [own, theirs] = [
    await aTab(browser, { script: false }),
    await aTab(browser, { script: false }),
  ]
  people = { ...theirs, hands: new Hands(theirs.page) }
  desk = { ...own, hands: new Hands(own.page) }
  await desk.hands.signIn(wren)
  await desk.hands.press('Start a letter')
  await desk.hands.fill('What do you ask for?', TITLE)
  await desk.hands.fill('Which group is the letter from?', 'Larkmoor Lunches')
  await desk.hands.press('Start writing')
  await desk.hands.fill('To whom', 'The Minister for Lunch')
  await desk.hands.fill('The letter', WORDS)
  await desk.hands.press('Save')
  await desk.hands.press('Signing')
  await desk.hands.fill('Name of the group or person', 'Larkmoor Lunches')
  await desk.hands.fill('How to reach them', 'data@larkmoor.example.org')
  await desk.hands.fill('Postal address', '3 Example Lane, Larkmoor ZZ3 3ZZ')
  await desk.page.getByLabel('Let signers say why they signed').check()
  await desk.page.getByLabel('Let organisations stand behind it too').check()
  await desk.hands.press('Save')
  await desk.hands.press('Launch')
  await desk.hands.press('Open it to everyone')
  await desk.page.getByText(/^The letter is open/).waitFor()
})
afterAll(() => browser.close())

it('lets a signer say why, once somebody of the team has read it', async () => {
  const { page, hands } = people
  await page.goto(LETTER)
  await page.locator('form#sign input[name=updates]').check()
  await sendSignForm(page, una)
  await openMail(page, una.email, /^\d{6} is your code/)
  await page.locator('pre a[href*="/confirm?"]').click()
  expect(await sayYes(page)).toBe(1)
  await hands.fill('In your words, 300 characters at most', 'My pupils eat <b>standing up</b>.')
  await hands.press('Send it to be read')
  await page.getByText('It is shown once somebody of the letter’s team has read it').waitFor()
  expect(await readLetter()).not.toContain('standing up')

  await toDesk('Comments')
  await desk.page.getByLabel(/My pupils eat/).check()
  await desk.hands.press('Show those ticked')
  await desk.page.getByText('It is shown beside the signer’s name.').waitFor()

  await shows('Why people signed')
  const why = await page.locator('#why').innerText()
  expect(why).toContain('My pupils eat <b>standing up</b>.')
  expect(why).toContain('Una Fallowright')
})

it('tells those who asked, and nobody any more who has had enough', async () => {
  const { page, hands } = people
  const keyboard = new Hands(desk.page, { keyboard: true })
  await toDesk('Updates')
  await write(
    'The cooks were heard',
    '**Nine cooks** spoke at the hearing. It is about [point 2](#point-2).'
  )
  await keyboard.press('Preview')
  await desk.page.locator('#preview').getByText('Nine cooks').waitFor()
  await keyboard.press('Save and mail me a test')
  await toDesk('Updates')
  await desk.hands.press('The cooks were heard')
  await publish()
  await page.goto(LETTER)
  await page.locator('#follow').getByLabel('Your email address').fill(follower)
  await hands.press('Follow')
  await openMail(page, follower, /^Do you want this news/)
  await page.locator('pre a[href*="/follow?"]').click()
  await hands.press('Yes, mail me this news')
  await page.getByRole('heading', { name: 'You follow it now' }).waitFor()
  const [mail] = await newsTo(una.email, 'The cooks were heard')
  expect(mail?.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
  expect(mail?.text).toContain('Nine cooks spoke')
  const [test] = await newsTo(wren, 'Test: The cooks were heard')
  expect(test?.text).toContain('Nine cooks spoke')
  await openMail(page, una.email, /^The cooks were heard$/)
  await page.locator('pre a[href*="/unsubscribe?"]').click()
  await hands.press('Unsubscribe')
  await page.getByRole('heading', { name: 'You are unsubscribed' }).waitFor()

  await toDesk('Updates')
  await write('The Minister eats with us', 'On Friday, at noon.')
  await desk.hands.press('Save')
  await publish()
  const [second] = await newsTo(follower, 'The Minister eats with us')
  const way = /^<(.+)>$/.exec(second?.headers['List-Unsubscribe'] ?? '')?.[1] ?? ''
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
  const clicked = await fetch(way, { method: 'POST', body, redirect: 'manual' })
  expect([clicked.status, clicked.headers.get('set-cookie')]).toEqual([200, null])

  await toDesk('Updates')
  const gone = desk.page.locator('.facts div', { hasText: 'Unsubscribed' }).locator('dd')
  expect(await gone.allInnerTexts()).toEqual(['1', '1'])
  await write('Who is left?', 'Nobody.')
  await desk.hands.press('Save')
  await desk.hands.press('Publish it as saved: see first what will happen')
  const sure = await desk.page.getByRole('main').innerText()
  expect(sure).toContain('signers who asked for news: 0')
  expect(sure).toContain('those who follow the letter: 0')
  expect(await newsTo(una.email, 'The Minister eats with us', false)).toEqual([])
  await shows('The Minister eats with us')
  await page.getByRole('link', { name: 'The Minister eats with us' }).first().click()
  await page.getByText('On Friday, at noon.').waitFor()
})

it('lists an organisation that somebody with a mailbox there signs for, apart from people', async () => {
  const { page, hands } = people
  const address = 'head.office@brackenridge.example.org'
  await page.goto(LETTER)
  await hands.press('See them, or sign for an organisation')
  await hands.fill('Name of the organisation', 'Brackenridge College')
  await hands.fill('Your name', 'Ivo Wendle')
  await hands.fill('Your role there', 'Bursar')
  await hands.fill('Your email address there', address)
  await page.getByLabel('I may speak for this organisation, and it signs this letter').check()
  await hands.press('Sign for the organisation')
  await openMail(page, address, /^Does your organisation sign/)
  await page.locator('pre a[href*="/organisation?"]').click()
  await hands.press('Yes, list it')

  await shows('And 1 organisation')
  expect(await page.locator('#organisations').innerText()).toContain('Brackenridge College')
  const { counted, organisations } = (await (await page.request.get(`${LETTER}.json`)).json()) as {
    counted: number
    organisations: number
  }
  expect({ counted, organisations }).toEqual({ counted: 1, organisations: 1 })
})

it('shows what passed with the recipient, point by point, and what they find wrong with it', async () => {
  const { page, hands } = people
  await record('Sent', { 'To whom (optional)': 'the Minister for Lunch' })
  await record('Automatic reply', {
    'The words, in full (optional)': 'Your message has reached us.',
  })
  await record(
    'Reply',
    {
      'Who replied (optional)': 'the Minister for Lunch',
      'The reply, in full': 'We shall publish the price. Cooks may write to us.',
      'The reply’s words on point 1': 'We shall publish the price.',
      'The reply’s words on point 2': 'Cooks may write to us.',
    },
    { 'Point 1': 'Addressed', 'Point 2': 'Partly addressed', 'Point 3': 'Not addressed' }
  )
  await desk.hands.fill('The recipient’s mail domain', 'lunch.example.com')
  await desk.hands.press('Save the domain')
  await desk.page.getByText('The recipient’s domain is saved.').waitFor()

  await shows('Replied to 2 of 3 points')
  await page.locator('#point-3').getByText('Not addressed in').waitFor()
  expect(await page.locator('#point-1').innerText()).not.toContain('ddressed in')
  await page
    .locator('.replied')
    .getByRole('link', { name: /^The reply of/ })
    .click()
  await page.getByRole('cell', { name: '“Cooks may write to us.”' }).waitFor()

  await hands.press('Ask for a correction')
  await hands.fill('What is shown wrongly, and how it should be', 'We do hear cooks, on Mondays.')
  await hands.fill('Your name', 'Osric Plum')
  await hands.fill('Your email address', 'osric.plum@office.lunch.example.com')
  await hands.press('Send the request')
  await openMail(page, 'osric.plum@office.lunch.example.com', /^Confirm your request/)
  await page.locator('pre a[href*="/correction?"]').click()
  await hands.press('Yes, send it with my name')
  await page.getByRole('heading', { name: 'Your request is taken up' }).waitFor()

  await shows('Correction asked for by Osric Plum, from office.lunch.example.com')
  await toDesk('The recipient')
  await desk.page.getByText('We do hear cooks, on Mondays.').first().waitFor()
})

it('makes a pack whose SHA-256 everyone can compare, and tells when it is handed in', async () => {
  const { page } = people
  await toDesk('Delivery pack')
  const coming = desk.page.waitForEvent('download')
  await desk.page.getByRole('button', { name: 'Make the pack and download it' }).click()
  const bytes = await readFile(await (await coming).path())
  const hash = createHash('sha256').update(bytes).digest('hex')
  await shows(hash)
  await toDesk('Delivery pack')
  await desk.page.getByText(hash).waitFor()

  await toDesk('Hand-in')
  await desk.page.getByLabel('Day').fill('2046-07-06')
  await desk.page.getByLabel('Begins (UK time)').fill('14:00')
  await desk.page.getByLabel('Ends (UK time)').fill('15:30')
  await desk.hands.fill('Place', '1 Pudding Street')
  await desk.hands.press('Save the plan')

  await shows('1 Pudding Street')
  const saving = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Put it into your calendar' }).click()
  const calendar = await readFile(await (await saving).path(), 'utf8')
  expect(calendar).toContain('\r\nDTSTART:20460706T130000Z\r\n')
  expect(calendar).toContain('\r\nLOCATION:1 Pudding Street\r\n')
  expect([...desk.troubles, ...people.troubles]).toEqual([])
})

/** Opens a page of the letter's desk. */
async function toDesk(name: string) {
  await desk.page.goto('/desk')
  await desk.page.getByRole('link', { name: TITLE, exact: true }).first().click()
  await desk.page.locator('.ways').getByRole('link', { name, exact: true }).click()
  await desk.page.getByRole('heading', { name, level: 1 }).waitFor()
}

/** Types an update, from the page of all of them on. */
async function write(title: string, text: string) {
  await desk.hands.press('Write an update')
  await desk.hands.fill('Title', title)
  await desk.hands.fill('Who writes this', 'Wren Harrow')
  await desk.hands.fill('The update', text)
}

/** Publishes the update that is open as it is saved, with mail; with a fresh code if one is asked for. */
async function publish() {
  const see = 'Publish it as saved: see first what will happen'
  await desk.hands.press(see)
  await desk.hands.beSure(wren)
  await desk.hands.press('Publish and mail it')
  await desk.page.getByRole('heading', { name: 'Updates', level: 1 }).waitFor()
}

/** Records something that passed with the recipient today. */
async function record(
  what: string,
  typed: Record<string, string>,
  chosen: Record<string, string> = {}
) {
  await toDesk('The recipient')
  await desk.hands.press(what)
  await desk.page.getByLabel('Day').fill(new Date().toISOString().slice(0, 10))
  for (const [label, text] of Object.entries(typed)) await desk.hands.fill(label, text)
  for (const [label, choice] of Object.entries(chosen)) {
    await desk.page.getByLabel(label, { exact: true }).selectOption({ label: choice })
  }
  await desk.hands.press('Preview')
  await desk.hands.press('Enter it in the timeline')
  await desk.page.getByText('It is entered, and stands in the letter’s timeline.').waitFor()
}

async function readLetter() {
  await people.page.goto(LETTER)
  return people.page.getByRole('main').innerText()
}

/** The letter says this: at once, or as soon as the edge has forgotten the page of before. */
async function shows(words: string) {
  await expect.poll(readLetter, { timeout: 10_000, interval: 300 }).toContain(words)
}

type Mail = { subject: string; text: string; headers: Record<string, string> }

/** The mails of this subject to somebody, once there is one; or as it is now. */
async function newsTo(to: string, subject: string, isWanted = true): Promise<Mail[]> {
  const inbox = `${inject('origin')}/dev/mail.json?to=${encodeURIComponent(to)}`
  for (let tries = 0; tries < 40; tries++) {
    const mails = (await (await fetch(inbox)).json()) as Mail[]
    const found = mails.filter((mail) => mail.subject === subject)
    if (found.length > 0 || !isWanted) return found
    await people.page.waitForTimeout(250)
  }
  throw new Error(`No mail to ${to} about ${subject}.`)
}
