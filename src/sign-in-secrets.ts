import { deriveKey, mac } from './keys'

/** The token of a sign-in's mailed link: the same whenever the mail is rendered. */
export async function signInToken(master: Uint8Array, id: string): Promise<string> {
  return base64Url(await mac(await deriveKey(master, 'sign-in-link'), id))
}

/** Its six digits. */
export async function signInCode(master: Uint8Array, id: string): Promise<string> {
  const bytes = await mac(await deriveKey(master, 'sign-in-code'), id)
  const number = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0)
  return String(number % 1_000_000n).padStart(6, '0')
}

function base64Url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true })
}
