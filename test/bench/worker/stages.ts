import { requireSettings, type Env } from '../../../src/env'
import { openLink } from '../../../src/link'
import { askRegistrar } from '../../../src/registrar/ask'
import { readSignatureFields } from '../../../src/signatures/read-form'
import { letterIdOf } from '../../../src/signatures/signature'
import type { STAGES } from './stage-names'

/** Takes a confirmation as the site does, as far as a stage, and answers in a word. */
export async function confirmAsFarAs(
  stage: (typeof STAGES)[number],
  request: Request,
  env: Env
): Promise<Response> {
  const form = Object.fromEntries(new URLSearchParams(await request.text()))
  if (stage === 'form') return new Response(stage)

  const now = new Date()
  const { MASTER_KEY } = requireSettings(env)
  const link = await openLink(MASTER_KEY, 'confirm', form.t ?? '', now)
  const read = readSignatureFields(form)
  if (!('id' in link) || !('data' in read))
    return new Response('not a confirmation', { status: 400 })
  if (stage === 'link') return new Response(stage)

  const { id } = link
  const quiet = stage === 'registrar'
  const fields = read.data
  const act = { verb: 'confirm' as const, id, edition: 1, fields, at: now.getTime(), quiet }
  const { outcome } = await askRegistrar<'confirm'>(env.REGISTRAR, letterIdOf(id), act)
  return new Response(outcome, { status: outcome === 'counted' ? 200 : 500 })
}
