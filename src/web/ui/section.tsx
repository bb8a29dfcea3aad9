import type { PropsWithChildren } from 'hono/jsx'

type SectionProps = PropsWithChildren<{ id: string; title: string }>

/** A ruled part of a page, with its heading in the margin where there is room for one. */
export function Section({ id, title, children }: SectionProps) {
  return (
    <section class="sec" id={id} aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{title}</h2>
      <div>{children}</div>
    </section>
  )
}
