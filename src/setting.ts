import * as z from 'zod/mini'

// What one setting may be, each with the words for one that is something else.

export const plainText = z.string('must be text')

export const bytes32 = z.pipe(
  plainText,
  z.transform((text, { issues }) => {
    const bytes = base64Bytes(text)
    if (bytes?.length === 32) return bytes
    issues.push({ code: 'custom', message: 'must be 32 bytes in base64', input: text })
    return z.NEVER
  })
)

const jwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  d: z.string().check(z.length(43)),
  x: z.string().check(z.length(43)),
})

export const ledgerKey = z.pipe(
  plainText,
  z.transform((text, { issues }) => {
    const key = jwk.safeParse(jsonValue(text))
    if (key.success) return key.data
    issues.push({ code: 'custom', message: 'must be a private Ed25519 key as a JWK', input: text })
    return z.NEVER
  })
)

/** A private key that ledgers are signed with. */
export type LedgerKey = z.output<typeof ledgerKey>

export const origin = z
  .url({
    protocol: /^https?$/,
    error: 'must be an address such as https://letters.example.org',
    abort: true,
  })
  .check(
    z.refine(
      (url) => URL.canParse(url) && new URL(url).origin === url,
      'must have no path and no slash at the end'
    )
  )

export const mailFrom = plainText.check(
  z.regex(/^[^<>\r\n]+ <[^<>@\s]+@[^<>@\s]+>$/, 'must look like: Name <letters@example.org>')
)

const several = z.pipe(
  plainText,
  z.transform((text) => text.split(',').map((one) => one.trim()))
)

export const addresses = z.pipe(
  several,
  z.array(z.email('must be one or more email addresses, with commas between'))
)

export const publicKeys = z.pipe(
  several,
  z.array(
    z
      .string()
      .check(
        z.regex(
          /^[\w-]{42}[AEIMQUYcgkosw048]$/,
          'must be the “x” of one or more Ed25519 keys, with commas between'
        )
      )
  )
)

export const webAddress = z.url('must be an address such as https://example.org')

function base64Bytes(text: string) {
  try {
    return Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
  } catch {
    return null
  }
}

function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
