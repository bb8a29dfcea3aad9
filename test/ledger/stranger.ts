/**
 * A ledger read as a stranger would read it: from its bytes and the published format alone. Nothing
 * here comes from the code under test.
 */
export type Replayed = {
  confirmed: number
  withdrawn: number
  /** Live CONFIRM entries by position. */
  live: Map<number, Confirmed>
  /** Those that a case removed and none reinstated, by position. */
  removed: Map<number, Confirmed>
  hours: Map<number, Hour>
  /** SHA-256 of each edition's text, the first first. */
  texts: string[]
  closed: boolean
  /** What opens the entries before this position is destroyed. */
  anonymisedBefore: number
}

/** A CONFIRM, with what the newest AMEND made of it, and where that is. */
type Confirmed = { number: number; edition: number; commitment: string; amended: number | null }

type Hour = { confirmed: number; withdrawn: number; removed: number; reinstated: number }

const LENGTHS: Record<number, number> = {
  0x01: 56,
  0x02: 56,
  0x03: 30,
  0x04: 47,
  0x05: 46,
  0x06: 62,
  0x07: 22,
  0x08: 30,
  0x10: 54,
}

/** The types that aim at a CONFIRM. */
const AIMING = [0x03, 0x04, 0x05, 0x06]

/** Replays a ledger by the published rules. Throws at the first entry that breaks one. */
export function replay(letterUuid: string, entries: Uint8Array[]): Replayed {
  const is: Replayed = {
    confirmed: 0,
    withdrawn: 0,
    live: new Map(),
    removed: new Map(),
    hours: new Map(),
    texts: [],
    closed: false,
    anonymisedBefore: 0,
  }
  let lastHour = 0
  let lastType = -1

  for (const [position, entry] of entries.entries()) {
    const demand = (holds: boolean, rule: string) => {
      if (!holds) throw new Error(`Entry ${position}: ${rule}.`)
    }
    const view = new DataView(entry.buffer, entry.byteOffset, entry.byteLength)
    demand(entry.length >= 22 && view.getUint8(0) === 1, 'the version is 1')
    const type = view.getUint8(1)
    demand(entry.length === LENGTHS[type], 'its type has that length')
    demand(hex(entry, 2, 18) === letterUuid.replaceAll('-', ''), 'it names this letter')
    const hour = view.getUint32(18)
    demand(hour >= lastHour, 'hours never go back')
    demand(position > 0 || type === 0x01, 'the first entry is TEXT')

    const count = (what: keyof Hour) => {
      const none = { confirmed: 0, withdrawn: 0, removed: 0, reinstated: 0 }
      const inHour = is.hours.get(hour) ?? none
      inHour[what]++
      is.hours.set(hour, inHour)
    }
    const target = AIMING.includes(type) ? Number(view.getBigUint64(22)) : -1
    const live = is.live.get(target)
    const removed = is.removed.get(target)
    switch (type) {
      case 0x01:
        demand(!is.closed, 'no text is new after CLOSE')
        is.texts.push(hex(entry, 24, 56))
        demand(view.getUint16(22) === is.texts.length, 'editions go up by one')
        break
      case 0x02: {
        demand(!is.closed, 'nobody is counted after CLOSE')
        const edition = view.getUint16(22)
        demand(edition === is.texts.length, 'a CONFIRM is to the edition of its time')
        const commitment = hex(entry, 24, 56)
        is.live.set(position, { number: ++is.confirmed, edition, commitment, amended: null })
        count('confirmed')
        break
      }
      case 0x03:
        demand(is.live.delete(target), 'a WITHDRAW aims at a live CONFIRM')
        is.withdrawn++
        count('withdrawn')
        break
      case 0x04: {
        const reason = view.getUint8(30)
        demand(reason >= 1 && reason <= 6, 'an INVALIDATE gives a known reason')
        demand(live !== undefined, 'an INVALIDATE aims at a live CONFIRM')
        if (live) is.removed.set(target, live)
        is.live.delete(target)
        count('removed')
        break
      }
      case 0x05:
        demand(removed !== undefined, 'a REINSTATE aims at an invalidated CONFIRM')
        if (removed) is.live.set(target, removed)
        is.removed.delete(target)
        count('reinstated')
        break
      case 0x06:
        demand(live !== undefined, 'an AMEND aims at a live CONFIRM')
        if (live) {
          is.live.set(target, { ...live, commitment: hex(entry, 30, 62), amended: position })
        }
        break
      case 0x07:
        demand(!is.closed, 'a ledger is closed once')
        is.closed = true
        break
      case 0x08: {
        const before = Number(view.getBigUint64(22))
        demand(before <= position, 'an ANON speaks of what stands before it')
        is.anonymisedBefore = Math.max(is.anonymisedBefore, before)
        break
      }
      case 0x10: {
        demand(lastType !== 0x10, 'a SUMMARY follows something to sum up')
        const says = [22, 30, 38, 46].map((at) => Number(view.getBigUint64(at)))
        const sums = [is.live.size, is.confirmed, is.withdrawn, is.removed.size]
        demand(says.join() === sums.join(), `a SUMMARY is right: ${says.join()}, ${sums.join()}`)
      }
    }
    lastHour = hour
    lastType = type
  }
  if (entries.length > 0 && lastType !== 0x10) throw new Error('The last entry is no SUMMARY.')
  return is
}

/** The root by RFC 6962's own definition: split at the largest power of two below the size. */
export async function rootOfLeaves(leaves: Uint8Array[]): Promise<Uint8Array> {
  const [first] = leaves
  if (!first) return sha256([])
  if (leaves.length === 1) return first
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return nodeOf(await rootOfLeaves(leaves.slice(0, split)), await rootOfLeaves(leaves.slice(split)))
}

export function nodeOf(left: Uint8Array, right: Uint8Array) {
  return sha256([1, ...left, ...right])
}

export function leafOf(entry: Uint8Array) {
  return sha256([0, ...entry])
}

/** What a CONFIRM or AMEND holds, from what a signer knows. */
export async function commitmentTo(
  salt: Uint8Array,
  letterUuid: string,
  said: { edition: number; public: boolean; name: string; email: string; affiliation: string }
): Promise<string> {
  const text = (value: string) => {
    const utf8 = new TextEncoder().encode(value.normalize('NFC'))
    return [utf8.length >> 8, utf8.length & 255, ...utf8]
  }
  return hmacHex(salt, [
    ...new TextEncoder().encode('openletter/sig/v1\n'),
    ...Uint8Array.fromHex(letterUuid.replaceAll('-', '')),
    said.edition >> 8,
    said.edition & 255,
    said.public ? 1 : 0,
    ...text(said.name),
    ...text(said.email),
    ...text(said.affiliation),
  ])
}

export async function hmacHex(key: Uint8Array, message: number[]): Promise<string> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', key, hmac, false, ['sign'])
  const tag = await crypto.subtle.sign('HMAC', imported, Uint8Array.from(message))
  return new Uint8Array(tag).toHex()
}

async function sha256(bytes: number[]) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes)))
}

function hex(bytes: Uint8Array, from: number, to: number): string {
  return bytes.subarray(from, to).toHex()
}
