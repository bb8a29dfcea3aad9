import type { Child } from 'hono/jsx'

type QuotableProps = { label: Child; citation: string }

/**
 * The head of a table's row, which opens to a sentence to quote it by. A press on the sentence
 * selects the whole of it, so that it can be copied without script.
 */
export function Quotable({ label, citation }: QuotableProps) {
  return (
    <th scope="row">
      <details class="cite">
        <summary>{label}</summary>
        <p>{citation}</p>
      </details>
    </th>
  )
}
