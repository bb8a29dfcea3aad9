import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { aBrowser, aTab, openMail } from './browser.ts'
import { campaigner, editor, Hands, steward } from './desk.ts'
import { faultsOn } from './faults.ts'
import { sayYes, sendSignForm } from './signer.ts'

let browser: Browser
let stewards: { page: Page; hands: Hands }
beforeAll(async () => {
  browser = await aBrowser()
  const { page } = await aTab(browser)
  stewards = { page, hands: new Hands(page) }
  await stewards.hands.signIn(steward)
})
afterAll(() => browser.close())

const POINTS = [
  ['Say when.', 'Publish the dates of the school year two years ahead.'],
  ['Keep a week free.', 'Let no test fall into the first week after a holiday.'],
  ['Ask once.', 'Collect each figure from schools one time a year.'],
  ['Answer letters.', 'Write back to a school within twenty working days.'],
  ['Pay on time.', 'Send each school its money on the day that was promised.'],
  ['Show the map.', 'Publish which office decides what, and who sits in it.'],
  ['Try it small.', 'Begin each new duty in ten schools, and tell us what you saw.'],
  ['Count the hours.', 'Print on every form how long it took those who tried it.'],
  ['Take one away.', 'For each new form, end an old one.'],
  ['Hear the children.', 'Let pupils comment on what is planned for them.'],
  ['Leave August alone.', 'Change no rule between July and September.'],
  ['Come and see.', 'Spend one day a year in a school that you never chose.'],
] as const

/** As a word processor puts it on the clipboard. */
const pastedLetter = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>
@list l0 {mso-list-id:1; mso-list-type:hybrid}</style></head><body lang=EN-GB><!--StartFragment-->
<p class=MsoNormal>Dear&nbsp;Minister,<o:p></o:p></p>
${POINTS.map(
  (
    [what, how],
    i
  ) => `<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><b><span style='mso-list:Ignore'>${i + 1}.<span style='font:7.0pt "Times New Roman"'>
&nbsp;&nbsp;&nbsp; </span></span></b><![endif]><b>${what}</b> ${how}<o:p></o:p></p>`
).join('\n')}
<p class=MsoNormal>Yours sincerely,<o:p></o:p></p><!--EndFragment--></body></html>`

const writtenLetter = [
  'Dear Minister,',
  POINTS.map(([what, how], i) => `${i + 1}. **${what}** ${how}`).join('\n'),
  'Yours sincerely,',
].join('\n\n')

it('is a short way from the desk’s door to an open letter of two hosts and twelve points', async () => {
  const { page, troubles } = await aTab(browser, { width: 1280 })
  const hands = new Hands(page)
  await hands.signIn('nell@thornwater.example.org')

  await hands.press('Start a letter')
  await hands.fill('What do you ask for?', 'Twelve plain promises to every school')
  await hands.fill('Which group is the letter from?', 'Thornwater Heads')
  await hands.press('Start writing')
  await hands.fill('To whom', 'The Minister for Schools')
  await paste(page, pastedLetter)
  await page
    .getByText(/^Saved at \d\d:\d\d$/)
    .first()
    .waitFor()
  expect(await page.getByLabel('The letter', { exact: true }).inputValue()).toBe(writtenLetter)
  await page.locator('#preview #point-12').getByText('Come and see.').waitFor()

  await hands.press('Hosts')
  await hands.fill('The group', 'Coldhythe Governors')
  await hands.fill('Email address of somebody who can answer for it', 'chair@coldhythe.example.org')
  await hands.press('Ask them')
  await standBehind('chair@coldhythe.example.org')
  await sayWhoAnswers(hands)
  await hands.press('Launch')
  await hands.press('Ask for approval')
  await approve('Twelve plain promises to every school')
  await page.reload()
  await hands.press('Open it to everyone')
  await page.getByText(/^The letter is open/).waitFor()

  const reader = await aTab(browser, { width: 1280 })
  await reader.page.goto('/letters/twelve-plain-promises-to-every-school')
  await reader.page.locator('#point-12').getByText('Come and see.').waitFor()
  const text = await reader.page.getByRole('main').innerText()
  expect(text).toMatch(/Thornwater Heads.*and Coldhythe Governors/s)
  expect(text).toContain('onfirmed from coldhythe.example.org')
  expect(hands.fields).toBeLessThanOrEqual(14)
  expect(hands.presses).toBeLessThanOrEqual(14)
  // The page's policy refuses the styles of what is pasted, as it should.
  const others = troubles.filter((trouble) => !trouble.startsWith('Applying inline style'))
  expect([...others, ...reader.troubles]).toEqual([])
})

it('needs no script, no mouse and no wide screen, and can gather founding signatories first', async () => {
  await stewards.page.goto('/steward')
  await stewards.hands.fill('Email address', 'ivo@wendlemoor.example.org')
  await stewards.hands.press('Invite')
  const { page, troubles } = await aTab(browser, { script: false })
  const hands = new Hands(page, { keyboard: true })
  await hands.signIn('ivo@wendlemoor.example.org')

  await hands.press('Start a letter')
  await hands.fill('What do you ask for?', 'Plain promises, once more')
  await hands.fill('Which group is the letter from?', 'Wendlemoor Teachers')
  await hands.press('Start writing')
  await hands.fill('To whom', 'The Minister for Schools')
  await hands.fill('The letter', writtenLetter)
  await hands.press('Preview')
  await page.locator('#preview #point-12').getByText('Come and see.').waitFor()
  await hands.press('Save')
  await sayWhoAnswers(hands)
  await hands.press('Launch')
  await hands.press('Freeze the words and gather')
  await hands.press('Private links')
  const link = await page.locator('#founding .copy a').innerText()

  const founder = await aTab(browser)
  const address = '/letters/plain-promises-once-more'
  expect((await founder.page.goto(address))?.status()).toBe(404)
  await founder.page.goto(link)
  expect(await faultsOn(founder.page)).toEqual([])
  await sendSignForm(founder.page, {
    name: 'Una Fallowright',
    email: 'una@wendlemoor.example.org',
    role: 'Headteacher',
    school: 'Wendlemoor Infant School',
  })
  await openMail(founder.page, 'una@wendlemoor.example.org', /^\d{6} is your code/)
  await founder.page.locator('pre a[href*="/confirm?"]').click()
  expect(await sayYes(founder.page)).toBe(1)

  await hands.press('Launch')
  await hands.press('Open it to everyone')
  await founder.page.goto(address)
  await founder.page
    .getByText(/with 1 founding signatory/)
    .first()
    .waitFor()
  expect([...troubles, ...founder.troubles]).toEqual([])
})

it('tells two who write at once, and loses the words of neither', async () => {
  const [hannah, tobias] = [await aTab(browser), await aTab(browser, { width: 1280 })]
  const hers = new Hands(hannah.page)
  const his = new Hands(tobias.page)
  await Promise.all([hers.signIn(campaigner), his.signIn(editor)])
  for (const hands of [hers, his]) {
    await hands.press('Keep a library open in every school')
    await hands.press('The words')
  }

  await hers.fill('The letter', '1. **Count what is left**, school by school.')
  await hannah.page
    .getByText(/^Saved at \d\d:\d\d$/)
    .first()
    .waitFor()
  await his.fill('The letter', '1. **Say what is left** in every school.')
  await tobias.page
    .getByText(/^Somebody else saved other words meanwhile/)
    .first()
    .waitFor()
  await his.press('Save')

  await tobias.page.getByText(/^Hannah Wickfield saved other words/).waitFor()
  expect(await faultsOn(tobias.page)).toEqual([])
  const theirs = tobias.page.getByLabel('The letter', { exact: true })
  expect(await theirs.inputValue()).toBe('1. **Say what is left** in every school.')
  await tobias.page.locator('del').getByText('Count').first().waitFor()
  await his.press('Save mine on top of it')
  await hannah.page.reload()
  await hannah.page.getByText(/by Tobias Longmarch/).waitFor()
  expect([...hannah.troubles, ...tobias.troubles]).toEqual([])
})

/** Puts HTML on the clipboard and pastes it into the letter's words. */
async function paste(page: Page, html: string) {
  await page.getByLabel('The letter', { exact: true }).focus()
  await page.evaluate(`{
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', ${JSON.stringify(html)})
    const paste = { clipboardData, bubbles: true, cancelable: true }
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', paste))
  }`)
}

async function sayWhoAnswers(hands: Hands) {
  await hands.press('Signing')
  await hands.fill('Name of the group or person', 'Thornwater Heads')
  await hands.fill('How to reach them', 'data@thornwater.example.org')
  await hands.fill('Postal address', '3 Example Lane, Thornwater ZZ3 3ZZ')
  await hands.press('Save')
}

/** Somebody of the group that was asked says yes, in a browser of their own. */
async function standBehind(address: string) {
  const { page, troubles } = await aTab(browser)
  await openMail(page, address, /stand behind an open letter/)
  await page.locator('pre a[href*="/stand-behind?"]').click()
  await page.getByRole('button', { name: 'We stand behind this letter' }).click()
  await page.getByRole('heading', { name: 'You stand behind this letter' }).waitFor()
  expect(troubles).toEqual([])
}

async function approve(title: string) {
  await stewards.page.goto('/steward')
  await stewards.page.getByRole('link', { name: title }).waitFor()
  await stewards.hands.press('Allow')
}
