import type { Context } from 'hono'

export const LARGEST_FORM = 64 * 1024

/**
 * A posted form: what was typed, by field. Of a field sent twice the first is taken; of schools,
 * of which one may choose several, all, with blanks between.
 */
export type Posted = Record<string, string>

/** The form can't be read at all: not text, broken off, or of a kind that no page of ours sends. */
export class UnreadableForm extends Error {}

/** Reads a form as it was typed. Throws {@link UnreadableForm} for bytes that are not UTF-8. */
export async function readForm(c: Context): Promise<Posted> {
  return firstOfEach(await readPairs(c))
}

/** The same, field by field as it was sent, with those that were sent twice. */
export async function readPairs(c: Context): Promise<[string, string][]> {
  const type = c.req.header('content-type') ?? ''
  const body = utf8(await wholeBody(c))
  return type.toLowerCase().startsWith('multipart/form-data')
    ? multipartPairs(body, type)
    : urlencodedPairs(body)
}

/** Of a sender who has gone, nothing is left to be read. */
async function wholeBody(c: Context): Promise<ArrayBuffer> {
  try {
    return await c.req.arrayBuffer()
  } catch {
    throw new UnreadableForm()
  }
}

function utf8(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new UnreadableForm()
  }
}

/** As the URL standard has it, but for bytes that spell no text: those it would replace. */
function urlencodedPairs(body: string): [string, string][] {
  try {
    decodeURIComponent(body.replaceAll('+', ' '))
  } catch {
    throw new UnreadableForm()
  }
  return [...new URLSearchParams(body)]
}

async function multipartPairs(body: string, type: string): Promise<[string, string][]> {
  try {
    const form = await new Response(body, { headers: { 'content-type': type } }).formData()
    return [...form].map(([name, value]) => [name, typeof value === 'string' ? value : ''])
  } catch {
    throw new UnreadableForm()
  }
}

function firstOfEach(pairs: [string, string][]): Posted {
  const posted: Posted = {}
  for (const [name, value] of pairs) {
    if (!Object.hasOwn(posted, name)) posted[name] = value
    else if (name === 'urn') posted[name] += ` ${value}`
  }
  return posted
}
