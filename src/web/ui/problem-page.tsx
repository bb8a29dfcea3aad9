import type { PropsWithChildren } from 'hono/jsx'
import { Layout, SlimSheet } from './layout'

/** A page that says what is wrong and what to do about it. */
export function ProblemPage({ title, children }: PropsWithChildren<{ title: string }>) {
  return (
    <Layout title={title} noindex>
      <SlimSheet>
        <h1>{title}</h1>
        {children}
      </SlimSheet>
    </Layout>
  )
}
