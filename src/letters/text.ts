import type { Host } from './letter'

type Wording = { title: string; addressedTo: string; hosts: Pick<Host, 'name'>[]; markdown: string }

/** The whole text of an edition: the very bytes that are hashed, published and signed. NFC, LF. */
export function wholeText({ title, addressedTo, hosts, markdown }: Wording): string {
  const from = hosts.map((host) => host.name).join(', ')
  const text = `# ${title}\n\nTo: ${addressedTo}\n\nFrom: ${from}\n\n${markdown}\n`
  return text.normalize('NFC').replace(/\r\n?/g, '\n')
}

/** SHA-256 of a text's UTF-8 bytes. */
export async function textHash(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
}
