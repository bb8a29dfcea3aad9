import { SlimPage } from '../signatures/slim-page'
import { deskPaths } from '../../desk-paths'
import { AskForCode } from './sign-in-page'

export type NotSignedIn = 'broken' | 'expired' | 'used' | 'other-browser' | 'forgotten'

/** Why a link or a code signs nobody in, and the way on. */
export function NotSignedInPage({ why, next }: { why: NotSignedIn; next: string | null }) {
  const { title, words } = WHY[why]
  return (
    <SlimPage title={title}>
      {words.map((paragraph) => (
        <p>{paragraph}</p>
      ))}
      {why === 'used' && (
        <p>
          <a href={next ?? deskPaths.home()}>Go to your desk</a>
        </p>
      )}
      <section class="rule">
        <h2>Ask for a new code here</h2>
        <AskForCode next={next} />
      </section>
    </SlimPage>
  )
}

const WHY: Record<NotSignedIn, { title: string; words: string[] }> = {
  broken: {
    title: 'This link is not complete',
    words: [
      'Mail programs sometimes cut a long link short or change it. Copy the whole of it out of the mail, or type the six digits into the page where you asked to sign in.',
    ],
  },
  expired: {
    title: 'This link no longer works',
    words: ['A link to the desk works for ten minutes, and those are over. Nothing is lost.'],
  },
  used: {
    title: 'This has been used',
    words: [
      'A code, and the link beside it, work once. If you pressed twice, you are signed in already.',
    ],
  },
  'other-browser': {
    title: 'You asked to sign in somewhere else',
    words: [
      'The link works only in the browser in which somebody asked for it, so that nobody gets in with a mail that went astray. Was that you, on another device or in another browser? Go back there and type the six digits of the mail into the page that is open.',
      'If you did not ask to sign in at all, do nothing, and give the digits to nobody.',
    ],
  },
  forgotten: {
    title: 'No code was asked for here',
    words: [
      'This browser asked for no code in the last ten minutes, or keeps no cookies. The desk needs one cookie of its own to know you.',
    ],
  },
}
