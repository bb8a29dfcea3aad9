import type { Context } from 'hono'
import { cleanMarkdown } from '../../desk/clean-text'
import { wordsForm } from '../../desk/draft-form'
import { discardDraft } from '../../desk/discard-draft'
import { denied } from '../../desk/rights'
import { saveWords, wordsNow, type WordsNow } from '../../desk/save-words'
import { deskPaths } from '../../desk-paths'
import { readForm, type Posted } from '../form'
import { runsScript } from '../guard'
import { Routes } from '../routing'
import type { Site } from '../site'
import { byField } from '../../signatures/read-form'
import { atLetter, signedIn } from './guard'
import { DeniedPage } from './denied-page'
import { newLetterRoutes } from './new-letter-routes'
import { linkRoutes } from './link-routes'
import { ReadWordsPage } from './read-words-page'
import { settingsRoutes } from './settings-routes'
import { WordsPage } from './words-page'
import { WordsPreview } from './words-preview'

/** Writing a letter: drafts and previews, and what else belongs to one in the making. */
export const draftRoutes = new Routes()
draftRoutes.route('/', newLetterRoutes)
draftRoutes.route('/', settingsRoutes)
draftRoutes.route('/', linkRoutes)

draftRoutes.get(
  '/desk/letters/:id{[0-9]+}/draft',
  signedIn,
  atLetter('read'),
  runsScript,
  async (c) => {
    const { at } = c.var
    const { letter, draft } = at
    const saved = draft
      ? { ...draft, edition: letter.edition }
      : await wordsNow(c.env.DB, letter.id)
    const why = denied(at.role, at.stage, 'write-draft')
    const unwritten = { title: letter.title, addressedTo: letter.addressedTo, markdown: '' }
    if (why) return c.html(<ReadWordsPage at={at} words={saved ?? unwritten} why={why} />)

    const values = valuesOf(saved ?? { ...unwritten, edition: letter.edition, version: 0 })
    return c.html(<WordsPage at={at} form={{ values, problems: {} }} saved={saved} />)
  }
)

draftRoutes.post(
  '/desk/letters/:id{[0-9]+}/draft/discard',
  signedIn,
  atLetter('write-draft'),
  async (c) => {
    const { at, account } = c.var
    const { version, sure } = await readForm(c)
    if (sure !== 'on') return c.redirect(deskPaths.draft(at.letter.id), 303)
    await discardDraft(c.env.DB, at.letter.id, Number(version), account.id, new Date())
    return c.redirect(deskPaths.draft(at.letter.id), 303)
  }
)

draftRoutes.post(
  '/desk/letters/:id{[0-9]+}/draft',
  signedIn,
  atLetter('write-draft'),
  runsScript,
  async (c) => {
    const { at, account } = c.var
    const values = await readForm(c)
    const byScript = c.req.header('accept') === 'application/json'
    const form = wordsForm.safeParse(values)
    if (!form.success) {
      const problems = byField(form.error)
      if (byScript) return c.json({ problem: Object.values(problems)[0] }, 422)
      return c.html(<WordsPage at={at} form={{ values, problems }} saved={at.draft} />, 422)
    }

    const { edition, version, ...words } = form.data
    const basis = { edition, version }
    const result = await saveWords(c.env.DB, at.letter.id, basis, words, account.id, new Date())
    if ('saved' in result) {
      const { saved, at: savedAt } = result
      if (byScript) return c.json({ version: saved.version, saved_at: savedAt })
      return c.redirect(deskPaths.draft(at.letter.id), 303)
    }
    if (byScript) return c.json({ stale: true }, 409)
    return overtaken(c, values, 'stale' in result ? result.stale : null)
  }
)

draftRoutes.post(
  '/desk/letters/:id{[0-9]+}/preview',
  signedIn,
  atLetter('write-draft'),
  runsScript,
  async (c) => {
    const { at } = c.var
    const values = await readForm(c)
    if (c.req.header('accept') === 'application/json') {
      const { title = '', addressed_to: addressedTo = '', text = '' } = values
      const words = { title, addressedTo, markdown: cleanMarkdown(text) }
      return c.json({ html: String(<WordsPreview letter={at.letter} words={words} mends />) })
    }
    const form = { values, problems: {} }
    return c.html(<WordsPage at={at} form={form} saved={at.draft} isPreview />)
  }
)

/** Shows both texts; saved from there, what was typed goes on top of what is newest. */
function overtaken(c: Context<Site>, typed: Posted, stale: WordsNow | null) {
  const { at } = c.var
  if (!stale) return c.html(<DeniedPage {...{ at, typed }} act="write-draft" why="not-now" />, 409)
  const { edition, version } = valuesOf(stale)
  const values = { ...typed, edition, version }
  return c.html(<WordsPage {...{ at, stale }} form={{ values, problems: {} }} saved={stale} />, 409)
}

function valuesOf(words: Omit<WordsNow, 'savedAt' | 'savedBy'>) {
  const { edition, version, title, addressedTo, markdown } = words
  const basis = { edition: String(edition), version: String(version) }
  return { ...basis, title, addressed_to: addressedTo, text: markdown }
}
