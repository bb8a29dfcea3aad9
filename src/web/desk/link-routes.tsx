import { HTTPException } from 'hono/http-exception'
import * as z from 'zod/mini'
import { ask } from '../../ask'
import { linksOf, linkToken, makeLink, revokeLink, type LinkKind } from '../../desk/letter-link'
import { denied, type DeskAct } from '../../desk/rights'
import { openRemarks, settleRemark } from '../../desk/remark'
import { deskPaths } from '../../desk-paths'
import { readForm } from '../form'
import { Routes } from '../routing'
import type { AtLetter } from './at-letter'
import { DeniedPage } from './denied-page'
import { atLetter, signedIn } from './guard'
import { LinksPage } from './links-page'
import { RemarksPage } from './remarks-page'

/** The private links of a letter, and what readers of its draft said. */
export const linkRoutes = new Routes()

const ADDRESSES = {
  draft: deskPaths.sharedDraft,
  founding: deskPaths.founding,
  embargo: deskPaths.embargoed,
}

const RIGHT: Record<LinkKind, DeskAct> = {
  draft: 'share-draft',
  founding: 'share-founding',
  embargo: 'share-embargoed',
}

linkRoutes.get('/desk/letters/:id{[0-9]+}/links', signedIn, atLetter('read'), async (c) => {
  const { at, settings } = c.var
  const [made] = await ask(c.env.DB, linksOf(c.env.DB, at.letter.id))
  const links = await Promise.all(
    sharedKinds(at).map(async (kind) => {
      const link = made.find((one) => one.kind === kind)
      if (!link) return { kind, link: null }
      const path = ADDRESSES[kind](await linkToken(settings.MASTER_KEY, link.id))
      return { kind, link: { ...link, address: settings.ORIGIN + path } }
    })
  )
  return c.html(<LinksPage at={at} links={links} />)
})

const linkForm = z.object({
  kind: z.enum(['draft', 'founding', 'embargo']),
  do: z.enum(['make', 'renew', 'revoke']),
  link: z.optional(z.string()),
})

linkRoutes.post('/desk/letters/:id{[0-9]+}/links', signedIn, atLetter('read'), async (c) => {
  const { at, account, settings } = c.var
  const form = linkForm.safeParse(await readForm(c))
  if (!form.success) throw new HTTPException(400)

  const { kind, do: what, link } = form.data
  const act = RIGHT[kind]
  const why = denied(at.role, at.stage, act)
  if (why) return c.html(<DeniedPage {...{ at, act, why }} />, why === 'not-now' ? 409 : 403)

  const now = new Date()
  const { id } = at.letter
  if (what === 'revoke') await revokeLink(c.env.DB, id, kind, account.id, now)
  else await makeLink(c.env.DB, settings.MASTER_KEY, id, kind, account.id, now, link)
  return c.redirect(`${deskPaths.links(id)}#${kind}`, 303)
})

linkRoutes.get('/desk/letters/:id{[0-9]+}/remarks', signedIn, atLetter('read'), async (c) => {
  const { at } = c.var
  const [remarks] = await ask(c.env.DB, openRemarks(c.env.DB, at.letter.id))
  return c.html(<RemarksPage at={at} remarks={remarks} />)
})

linkRoutes.post(
  '/desk/letters/:id{[0-9]+}/remarks',
  signedIn,
  atLetter('settle-remarks'),
  async (c) => {
    const { at, account } = c.var
    const { remark } = await readForm(c)
    await settleRemark(c.env.DB, at.letter.id, Number(remark), account.id, new Date())
    return c.redirect(deskPaths.remarks(at.letter.id), 303)
  }
)

/** The kinds of link that whoever asks may see and share now. */
function sharedKinds({ role, stage }: AtLetter): LinkKind[] {
  const kinds: LinkKind[] = ['draft', 'founding', 'embargo']
  return kinds.filter((kind) => denied(role, stage, RIGHT[kind]) === null)
}
