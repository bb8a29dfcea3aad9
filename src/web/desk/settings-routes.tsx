import type { Context } from 'hono'
import { ask } from '../../ask'
import { denied } from '../../desk/rights'
import { saveSettings } from '../../desk/save-settings'
import { deskPaths } from '../../desk-paths'
import { earlierLetters, type EarlierLetter } from '../../follow/earlier'
import { letterOf } from '../../letters/find'
import type { Letter } from '../../letters/letter'
import { askRegistrar } from '../../registrar/ask'
import type { Problems } from '../../signatures/signature'
import { readForm, type Posted } from '../form'
import { PrivacyNotice } from '../letters/privacy-page'
import { Routes } from '../routing'
import type { Site } from '../site'
import { DeskPage } from './desk-page'
import { atLetter, signedIn } from './guard'
import { LetterSettingsPage } from './letter-settings-page'
import { differing, readSettings, valuesOf } from './settings-form'

/** What a letter has beside its words, and the privacy notice made from it. */
export const settingsRoutes = new Routes()

settingsRoutes.get('/desk/letters/:id{[0-9]+}/settings', signedIn, atLetter('read'), async (c) => {
  const { at, settings } = c.var
  const form = { values: valuesOf(at.letter), problems: {} }
  const isSaved = c.req.query('saved') !== undefined
  const why = denied(at.role, at.stage, 'change-settings')
  const [earlier] = await ask(c.env.DB, earlierLetters(c.env.DB, at.letter.id))
  return c.html(
    <LetterSettingsPage {...{ at, form, earlier, isSaved, why }} site={settings.ORIGIN} />
  )
})

settingsRoutes.post(
  '/desk/letters/:id{[0-9]+}/settings',
  signedIn,
  atLetter('change-settings'),
  async (c) => {
    const now = new Date()
    const { letter } = c.var.at
    const typed = await readForm(c)
    const [earlier] = await ask(c.env.DB, earlierLetters(c.env.DB, letter.id))
    const again = (problems: Problems) => shownAgain(c, typed, earlier, problems)
    const read = readSettings(letter, typed, earlier, now)
    if ('problems' in read) return again(read.problems)

    const { version, settings } = read
    const by = c.var.account.id
    const outcome = await saveSettings(c.env.DB, letter, version, settings, by, now)
    if (outcome === 'slug-taken') {
      return again({
        slug: 'Another letter has this address, or had it. Choose another.',
      })
    }
    if (outcome === 'stale') return overtaken(c, typed, earlier)
    const problem = await setClosing(c, letter, settings.closes_on, now)
    if (problem) return again({ closes_on: problem })
    return c.redirect(`${deskPaths.settings(letter.id)}?saved`, 303)
  }
)

settingsRoutes.get('/desk/letters/:id{[0-9]+}/privacy', signedIn, atLetter('read'), (c) => {
  const { at } = c.var
  const { controller } = at.letter
  const letter = {
    ...at.letter,
    controller: {
      name: controller.name || '[name still missing]',
      contact: controller.contact || '[contact still missing]',
      address: controller.address || '[postal address still missing]',
    },
  }
  return c.html(
    <DeskPage title="The privacy notice, as signers will read it" at={at}>
      <p>
        <a href={`${deskPaths.settings(letter.id)}#controller`}>Change who answers for the data</a>
      </p>
      <PrivacyNotice letter={letter} />
    </DeskPage>
  )
})

/** The closing date of a letter that runs is its Registrar’s to change. Answers what is wrong. */
async function setClosing(c: Context<Site>, letter: Letter, closesAt: number | null, now: Date) {
  if (letter.edition === 0 || letter.closesAt === closesAt) return null
  const act = {
    verb: 'set-closing' as const,
    closesAt,
    by: { accountId: c.var.account.id },
    at: now.getTime(),
  }
  const { outcome } = await askRegistrar<'set-closing'>(c.env.REGISTRAR, letter.id, act)
  if (outcome === 'set') return null
  if (outcome === 'past') return 'That day is over. Give a later one, or none.'
  if (outcome === 'before-opening') return 'That is before the letter opens.'
  if (outcome === 'closed') return 'The letter is closed by now. Reopen it first.'
  return 'The day could not be set just now; all else is saved. Save again.'
}

function shownAgain(c: Context<Site>, typed: Posted, earlier: EarlierLetter[], problems: Problems) {
  const { at, settings } = c.var
  const form = { values: typed, problems }
  return c.html(<LetterSettingsPage {...{ at, form, earlier }} site={settings.ORIGIN} />, 422)
}

/** Shows what was saved meanwhile; saved from there, what was typed takes its place. */
async function overtaken(c: Context<Site>, typed: Posted, earlier: EarlierLetter[]) {
  const { at, settings } = c.var
  const [letter] = await ask(c.env.DB, letterOf(c.env.DB, { id: at.letter.id }))
  const newest = valuesOf(letter ?? at.letter)
  const { version = '0', ...others } = newest
  const stale = differing(others, typed, earlier)
  const form = { values: { ...typed, version }, problems: {} }
  const over = { ...at, letter: letter ?? at.letter }
  return c.html(
    <LetterSettingsPage {...{ at: over, form, earlier, stale }} site={settings.ORIGIN} />,
    409
  )
}
