import type { Context } from 'hono'
import { domainsAround } from '../../mailbox'
import type { Site } from '../site'

/** A list of nine thousand domains, each between line breaks: looked through as it is. */
let list: string | undefined

/** Does a mail domain belong to those who give mailboxes away for ten minutes. */
export async function isDisposable(c: Context<Site>, domain: string): Promise<boolean> {
  list ??= await readList(c)
  return domainsAround(domain).some((one) => list?.includes(`\n${one}\n`))
}

/** Without the list nobody is suspected; the next signer has it looked for again. */
async function readList(c: Context<Site>): Promise<string | undefined> {
  const file = `${c.get('settings').ORIGIN}/disposable-domains.txt`
  try {
    const answer = await c.env.ASSETS.fetch(file)
    if (answer.ok) return await answer.text()
    console.error('no list of disposable mail domains', answer.status)
  } catch (error) {
    console.error('no list of disposable mail domains', error)
  }
  return undefined
}
