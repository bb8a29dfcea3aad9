import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import { NEWS_MONTHS } from '../../retention/periods'
import { Trap } from './sign-form'

/** Hearing of the letter without signing it, on its own page. */
export function FollowForm({ letter }: { letter: Letter }) {
  return (
    <section class="pad noprint" id="follow" aria-labelledby="follow-heading">
      <h2 id="follow-heading">Follow this letter</h2>
      <p>Get its news by mail without signing: what its hosts tell, and what the recipient says.</p>
      <ShortFollowForm action={paths.follow(letter.slug)} />
      <p class="mt s soft">
        All letters of{' '}
        {letter.hosts.map(({ slug, name }, i) => (
          <>
            {i > 0 && (i === letter.hosts.length - 1 ? ' and ' : ', ')}
            <a href={paths.host(slug)}>{name}</a>
          </>
        ))}
      </p>
    </section>
  )
}

/** The form where another one may stand on the same page: its ids are its own. */
export function ShortFollowForm({ action }: { action: string }) {
  return (
    <form method="post" action={action} novalidate>
      <div class="fld">
        <label for="follow-email">Your email address</label>
        <span class="hint" id="follow-email-hint">
          We mail you a link first. {ADDRESS_USE}
        </span>
        <input
          id="follow-email"
          name="email"
          type="email"
          autocomplete="email"
          spellcheck={false}
          aria-describedby="follow-email-hint"
        />
      </div>
      <Trap id="follow-website" />
      <button class="btn alt">Follow</button>
    </form>
  )
}

/** What becomes of the address of whoever follows. */
export const ADDRESS_USE = `The address is kept, encrypted, for this news only, and deleted when you unsubscribe, after ${NEWS_MONTHS} months at the latest.`
