import type { Followed } from '../../follow/follow'
import { paths } from '../../paths'
import { EmailField } from '../signatures/email-field'
import { SlimPage } from '../signatures/slim-page'
import { EMPTY_FORM, type FormState } from '../ui/form-state'
import { ADDRESS_USE } from './follow-form'
import { Trap } from './sign-form'

/** What is followed, and where its own page and its form are. */
export function followedPlaces({ of, slug }: Pick<Followed, 'of' | 'slug'>) {
  return of === 'letter'
    ? { page: paths.letter(slug), form: paths.follow(slug) }
    : { page: paths.host(slug), form: paths.followHost(slug) }
}

/** What news of it is, in the middle of a sentence. */
export function newsOf({ of, name }: Pick<Followed, 'of' | 'name'>): string {
  return of === 'letter' ? `news of “${name}”` : `news of all letters of ${name}`
}

type FollowPageProps = { followed: Followed; form?: FormState }

/** Where anyone asks for news of a letter or a host without signing. */
export function FollowPage({ followed, form = EMPTY_FORM }: FollowPageProps) {
  const places = followedPlaces(followed)
  return (
    <SlimPage title={followTitle(followed)} problems={form.problems}>
      <p>
        Get {newsOf(followed)} by mail, without signing.{' '}
        <a href={places.page}>
          {followed.of === 'letter' ? 'Read the letter first' : 'See its letters first'}
        </a>
      </p>
      <form method="post" action={places.form} novalidate>
        <EmailField form={form} hint={`We mail you a link first. ${ADDRESS_USE}`} />
        <Trap />
        <button class="btn">Follow</button>
      </form>
    </SlimPage>
  )
}

/** What happens next. The same whatever was typed. */
export function FollowSentPage({ followed }: { followed: Followed }) {
  const places = followedPlaces(followed)
  return (
    <SlimPage title="Check your email">
      <p>
        We are mailing you a link. Open it and press “Yes”, and you get {newsOf(followed)}. Until
        then nothing is sent.
      </p>
      <p>
        No mail after two minutes? Look in junk. We write to one address about a few followings a
        day only, and never about a letter to which it once answered “this wasn’t me”.
      </p>
      <p class="row">
        <a href={places.page}>{followed.of === 'letter' ? 'Go to the letter' : followed.name}</a>
        <a href={places.form}>Use another address</a>
      </p>
    </SlimPage>
  )
}

function followTitle({ of, name }: Followed): string {
  return of === 'letter' ? 'Follow this letter' : `Follow ${name}`
}
