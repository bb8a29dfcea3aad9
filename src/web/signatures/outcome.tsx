import type { PropsWithChildren } from 'hono/jsx'

/** What a press came to. It takes the focus, so that it is read out first, once and without script. */
export function Outcome({ children }: PropsWithChildren) {
  return (
    <p class="note" tabindex={-1} autofocus>
      {children}
    </p>
  )
}
