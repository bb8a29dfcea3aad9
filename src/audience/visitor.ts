import { networkOf } from '../gate/network'
import { deriveKey, mac } from '../keys'

/** What stands for a watcher's network while they watch: it can be told apart, and not read. */
export async function visitorTag(master: Uint8Array, address: string): Promise<string> {
  const key = await deriveKey(master, 'watcher')
  return (await mac(key, networkOf(address))).toHex()
}
