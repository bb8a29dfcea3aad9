import { deriveKey, mac } from './keys'

/** The token of the link by which a host answers: the same whenever the mail is rendered. */
export async function hostToken(master: Uint8Array, id: string): Promise<string> {
  const bytes = await mac(await deriveKey(master, 'host-link'), id)
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true })
}
