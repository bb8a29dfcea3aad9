import type { PropsWithChildren } from 'hono/jsx'
import { SlimPage } from './slim-page'

type LinkGonePageProps = PropsWithChildren<{
  refused: 'expired' | 'broken'
  /** What became of what it led to, if it is past its time. */
  gone: string
}>

/** A mailed link that is past its time, was answered, or is not whole. */
export function LinkGonePage({ refused, gone, children }: LinkGonePageProps) {
  const broken = refused === 'broken'
  return (
    <SlimPage title={broken ? 'This link is not complete' : 'This link no longer works'}>
      <p>
        {broken
          ? 'Mail programs sometimes cut a long link short. Copy the whole link from the mail, to its very end.'
          : gone}
      </p>
      {children}
    </SlimPage>
  )
}

/** The status that goes with it. */
export function goneStatus(refused: LinkGonePageProps['refused']): 400 | 410 {
  return refused === 'broken' ? 400 : 410
}
