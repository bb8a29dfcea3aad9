import type { Follow, Followed } from '../../follow/follow'
import { paths } from '../../paths'
import { EnterChoosesNothing } from '../signatures/enter-chooses-nothing'
import { HiddenFields } from '../signatures/hidden-fields'
import { LinkGonePage } from '../signatures/link-gone-page'
import { SlimPage } from '../signatures/slim-page'
import { ADDRESS_USE } from './follow-form'
import { followedPlaces, newsOf } from './follow-page'

type FollowAnswerPageProps = { follow: Follow; token: string; problem?: string }

/** Opened from the mail: says what would be sent, and to whom, and waits for one of two buttons. */
export function FollowAnswerPage({ follow, token, problem }: FollowAnswerPageProps) {
  const { followed, address } = follow
  return (
    <SlimPage title="Do you want this news?" problems={problem ? { choice: problem } : {}}>
      <p>
        You would get {newsOf(followed)} by mail to <b>{address}</b>. Nothing is sent until you say
        yes. <a href={followedPlaces(followed).page}>What is it about?</a>
      </p>
      <form method="post" action={paths.following()}>
        <EnterChoosesNothing />
        <HiddenFields values={{ t: token }} />
        <div class="choice">
          <button class="btn" id="choice" name="choice" value="yes">
            Yes, mail me this news
          </button>
          <button class="btn alt" name="choice" value="no">
            No, this wasn’t me
          </button>
        </div>
      </form>
      <p class="mt s soft">{ADDRESS_USE} If you choose no, it is deleted now.</p>
    </SlimPage>
  )
}

/** Somebody follows from now on. Safe to reload. `unsubscribe` is the token that ends it. */
export function FollowingPage({
  followed,
  unsubscribe,
}: {
  followed: Followed
  unsubscribe: string
}) {
  return (
    <SlimPage title="You follow it now">
      <p>You get {newsOf(followed)} by mail. Every such mail has a link that ends it.</p>
      <p class="row">
        <a href={followedPlaces(followed).page}>
          {followed.of === 'letter' ? 'Go to the letter' : followed.name}
        </a>
        <a href={paths.unsubscribe(unsubscribe)}>No more of this news</a>
      </p>
    </SlimPage>
  )
}

/** A no, taken: nothing stays. */
export function NotFollowingPage() {
  return (
    <SlimPage title="The address is deleted">
      <p>Nothing is sent to it, and nothing of it is kept.</p>
      <p>
        <a href={paths.home()}>All open letters</a>
      </p>
    </SlimPage>
  )
}

/** A link that is past its time, was answered, or is not whole. */
export function FollowLinkGonePage({ refused }: { refused: 'expired' | 'broken' }) {
  return (
    <LinkGonePage
      refused={refused}
      gone="It was answered, or nobody did so within 7 days: the address is then deleted. To follow, ask again on the page of the letter."
    >
      <p>
        <a href={paths.home()}>All open letters</a>
      </p>
    </LinkGonePage>
  )
}
