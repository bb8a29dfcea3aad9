import type { Context } from 'hono'
import { ask } from '../ask'
import { editionOf } from '../letters/find-editions'
import type { Edition, Letter } from '../letters/letter'
import type { Site } from './site'

/** The edition that a form says it showed, unless that is the letter's newest, or none at all. */
export async function editionShown(
  c: Context<Site>,
  letter: Pick<Letter, 'id' | 'edition'>,
  shown = ''
): Promise<Edition | undefined> {
  if (!/^[1-9][0-9]{0,4}$/.test(shown) || Number(shown) === letter.edition) return undefined
  const [edition] = await ask(c.env.DB, editionOf(c.env.DB, { id: letter.id }, Number(shown)))
  return edition ?? undefined
}
