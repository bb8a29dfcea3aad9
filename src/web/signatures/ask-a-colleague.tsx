import type { Letter } from '../../letters/letter'
import { addressee } from '../ui/addressee'

type AskAColleagueProps = {
  letter: Pick<Letter, 'title' | 'addressedTo'>
  url: string
  /** A draft says that its writer has signed only if the letter does. */
  named: boolean
}

/** Three ways to pass a letter on. The links only open a draft; nothing is sent from here. */
export function AskAColleague({ letter, url, named }: AskAColleagueProps) {
  const which = `“${letter.title}”, an open letter to ${addressee(letter)}`
  const words = named
    ? `I have signed ${which}. Read it here, and sign it if you agree:`
    : `You may want to sign ${which}. Read it here:`
  const mail = new URLSearchParams({ subject: letter.title, body: `${words}\n\n${url}` })
  return (
    <section class="rule">
      <h2>Ask one colleague</h2>
      <p>If you know someone who would want to sign this too, send it to them.</p>
      <p class="row">
        <a class="btn" href={`mailto:?${inPercents(mail)}`}>
          Write an email
        </a>
        <a
          class="btn alt"
          href={`https://wa.me/?${new URLSearchParams({ text: `${words} ${url}` })}`}
          rel="noreferrer"
        >
          WhatsApp
        </a>
      </p>
      <p>
        Or copy the link: <span class="mono">{url}</span>
      </p>
    </section>
  )
}

/** Mail programs take a plus for a plus, not for a space. */
function inPercents(query: URLSearchParams) {
  return query.toString().replaceAll('+', '%20')
}
