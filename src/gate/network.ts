/** An IPv4 address, however written, or the /64 that an IPv6 address is in: one subscriber's. */
export function networkOf(address: string): string {
  const bytes = bytesOf(address)
  if (!bytes) return address
  return bytes.length === 4 ? bytes.join('.') : groupsOf(bytes).slice(0, 4).join(':')
}

/** The /24 or the /48 that an address is in: one company's, or one neighbourhood's. */
export function widerNetworkOf(address: string): string {
  const bytes = bytesOf(address)
  return bytes ? spelt(bytes, bytes.length === 4 ? 24 : 48) : address
}

// 127/8, 10/8, 172.16/12, 192.168/16, 169.254/16; ::1, fc00::/7, fe80::/10.
const LOCAL =
  /^(127|10|172\.(1[6-9]|2\d|3[01])|192\.168|169\.254)\.|^(0:){7}1$|^f[cd]..:|^fe[89ab].:/

/** Is it this machine, or one beside it: nobody out there has such an address, or none is known. */
export function isLocal(address: string): boolean {
  const bytes = bytesOf(address)
  return !bytes || LOCAL.test(bytes.length === 4 ? bytes.join('.') : groupsOf(bytes).join(':'))
}

/** How wide a network of an allow list may be: not a whole provider's, and no part of a subscriber's. */
const WIDTHS = { 4: [16, 32], 16: [32, 64] } as const

/** All networks of an allow list that an address can be in. */
export function networksAround(address: string): string[] {
  const bytes = bytesOf(address)
  if (!bytes) return []
  const [widest, narrowest] = widthsOf(bytes)
  return Array.from({ length: narrowest - widest + 1 }, (_, i) => spelt(bytes, widest + i))
}

const INSIDE =
  'That network is inside a building. Enter the one that the internet sees: who looks after it knows.'

/** A network as a steward types it, in its one spelling, such as 192.0.2.0/24; or what is wrong. */
export function readNetwork(typed: string): { network: string } | { problem: string } {
  const [address = '', width, ...more] = typed.trim().split('/')
  const bytes = bytesOf(address)
  if (!bytes || more.length > 0 || (width !== undefined && !/^\d{1,3}$/.test(width))) {
    return { problem: 'Enter a network such as 192.0.2.0/24 or 2001:db8:40::/48.' }
  }
  if (isLocal(address)) return { problem: INSIDE }
  const [widest, narrowest] = widthsOf(bytes)
  const bits = width === undefined ? narrowest : Number(width)
  if (bits < widest || bits > narrowest) {
    const kind = bytes.length === 4 ? 'IPv4' : 'IPv6'
    return { problem: `Use from /${widest} to /${narrowest} for ${kind}.` }
  }
  return { network: spelt(bytes, bits) }
}

function widthsOf({ length }: number[]) {
  return length === 4 ? WIDTHS[4] : WIDTHS[16]
}

/** The network of so many bits that these bytes are in. */
function spelt(bytes: number[], bits: number): string {
  const masked = bytes.map((byte, i) => {
    const here = Math.min(8, Math.max(0, bits - 8 * i))
    return byte & (0xff00 >> here)
  })
  const start =
    bytes.length === 4
      ? masked.join('.')
      : new URL(`http://[${groupsOf(masked).join(':')}]`).hostname.slice(1, -1)
  return `${start}/${bits}`
}

/** Four bytes or sixteen; an IPv4 address in the clothes of an IPv6 one is that IPv4 address. */
function bytesOf(address: string): number[] | null {
  if (!address.includes(':')) {
    const parts = /^\d{1,3}(\.\d{1,3}){3}$/.test(address) ? address.split('.').map(Number) : []
    return parts.length === 4 && parts.every((part) => part < 256) ? parts : null
  }
  const url = `http://[${address}]`
  if (!URL.canParse(url)) return null
  const [start = [], end = []] = new URL(url).hostname
    .slice(1, -1)
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = Array<string>(8 - start.length - end.length).fill('0')
  const bytes = [...start, ...zeros, ...end].flatMap(twoBytes)
  const isMapped = bytes.slice(0, 12).join() === '0,0,0,0,0,0,0,0,0,0,255,255'
  return isMapped ? bytes.slice(12) : bytes
}

function groupsOf(bytes: number[]): string[] {
  return Array.from({ length: 8 }, (_, i) =>
    (((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0)).toString(16)
  )
}

function twoBytes(group: string): number[] {
  const value = Number.parseInt(group, 16)
  return [value >> 8, value & 255]
}
