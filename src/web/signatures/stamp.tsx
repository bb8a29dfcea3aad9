import { formatNumber } from '../ui/number'
import { ukDay } from '../../uk-time'

type StampProps = { number: number; at: number }

/** The seal beside a signatory's number: a notary's ring, the number, the day. */
export function Stamp({ number, at }: StampProps) {
  const printed = formatNumber(number)
  return (
    <svg
      class="stamp"
      width="168"
      height="168"
      viewBox="0 0 168 168"
      role="img"
      aria-label={`Countersigned: number ${printed}, ${ukDay(at)}`}
    >
      <g transform="rotate(-8 84 84)" fill="none" stroke="currentColor">
        <circle cx="84" cy="84" r="79" stroke-width="5" stroke-dasharray="2.4 1.736" />
        <circle cx="84" cy="84" r="74" stroke-width="1.6" />
        <circle cx="84" cy="84" r="52" stroke-width="1" />
        <path id="stamp-arc" d="M25 88a59 59 0 1 1 118 0" stroke="none" />
        <g fill="currentColor" stroke="none" text-anchor="middle">
          <text font-size="13" letter-spacing="4.5">
            <textPath href="#stamp-arc" startOffset="50%">
              COUNTERSIGNED
            </textPath>
          </text>
          <text x="84" y="68" font-size="12">
            No.
          </text>
          <text x="84" y="97" font-size={fitting(printed)} class="stamp-number">
            {printed}
          </text>
          <text x="84" y="115" font-size="10.5">
            {shortDay(at)}
          </text>
        </g>
        <path
          transform="translate(64.5 134)"
          d="M2.500 9c4.500-5 8-8.500 9.500-7.800 1.600.7-1.900 5.400-2.300 8.300 3-3.600 5.400-6 6.900-5.400 1.400.6-1 4 .2 4.700 1.200.6 3-2.400 4.500-2.300 1.200.1.300 1.900 1.600 2.200 1.800.4 5.600-1 13.600-3.200"
          stroke-width="1.5"
          stroke-linecap="round"
        />
      </g>
    </svg>
  )
}

/** "21 Nov 2026": the whole name of a month would cross the ring. */
function shortDay(at: number) {
  return ukDay(at).replace(/([A-Z][a-z]{2})[a-z]+/, '$1')
}

/** The largest size at which the number stays inside the ring. */
function fitting(printed: string) {
  if (printed.length <= 5) return 30
  return printed.length <= 7 ? 24 : 19
}
