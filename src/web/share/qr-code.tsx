import { encode } from 'uqr'

/** The quiet zone that ISO/IEC 18004 asks for, in modules. */
const BORDER = 4

/**
 * An address as a QR code that a camera still reads with a quarter of it smudged. Its paper is part
 * of it: dark on light, whatever the colours of the page.
 */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'Q', border: BORDER })
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      shape-rendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={data.map(runsOf).join('')} />
    </svg>
  )
}

/** The dark modules of a row, as one rectangle for each run of them. */
function runsOf(row: boolean[], y: number): string {
  const bits = row.map((dark) => (dark ? '1' : '0')).join('')
  return Array.from(bits.matchAll(/1+/g), ({ index, 0: run }) => {
    return `M${index} ${y}h${run.length}v1h-${run.length}z`
  }).join('')
}
