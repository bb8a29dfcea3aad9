import type { Locator, Page } from 'playwright-core'

export type Signer = { name: string; email: string; role: string; school: string }

export const letter = '/letters/inspection'

/** Fills the sign form of a letter in and sends it. */
export async function sign(page: Page, signer: Signer, address = letter) {
  await page.goto(address)
  await sendSignForm(page, signer)
  await page.getByRole('heading', { name: 'Check your email' }).waitFor()
}

/** Fills the sign form of the page that is open in and sends it, whatever comes of it. */
export async function sendSignForm(page: Page, signer: Signer) {
  const form = page.locator('form#sign')
  await fillSigner(form, signer)
  await form.getByLabel('Email address', { exact: true }).fill(signer.email)
  await form.locator('input[name=consent]').check()
  await form.getByRole('button', { name: 'Sign this letter' }).click()
}

/** Fills in who somebody is, and lets the name be shown. */
export async function fillSigner(form: Locator, { name, role, school }: Signer) {
  await form.getByLabel('Full name').fill(name)
  await form.getByLabel('Role', { exact: true }).selectOption({ label: role })
  await form.getByLabel('School or organisation').fill(school)
  // Schools that are found stand over the form until the field is left.
  await form.getByLabel('School or organisation').press('Tab')
  await form.getByLabel(/^Show my name/).check()
}

/** Presses yes and gives the signatory number that the next page shows. */
export async function sayYes(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Yes, add my signature' }).click()
  const heading = page.getByRole('heading', { name: /^You are signatory number/ })
  return Number((await heading.innerText()).replace(/\D/g, ''))
}

/** How many are counted, as the letter's page says it. */
export async function countOn(page: Page): Promise<number> {
  await page.goto(letter)
  const said = await page
    .getByText(/[\d,]+ signatures? confirmed/)
    .first()
    .innerText()
  return Number(said.match(/([\d,]+)\s+signatures? confirmed/)?.[1]?.replace(',', ''))
}
