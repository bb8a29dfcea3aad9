import { signatures } from '../web/ui/number.ts'
import { announcer } from './announcer.ts'
import { Feed } from './feed.ts'
import type { News } from './news.ts'
import { showOnPage, showThatItMoved } from './page.ts'
import { carryReferrer } from './referrer.ts'

/** Where the page says what is shown on it, and where its reader may say "not now". */
const root = document.querySelector<HTMLElement>('[data-live]')
if (root) goLive(root)
carryReferrer()

function goLive(root: HTMLElement) {
  const { live: base = '', size = '', at: loadedAt = '' } = root.dataset
  let shown = { ledgerSize: Number(size), at: Date.parse(loadedAt) }
  let isPaused = false

  const state = root.appendChild(document.createElement('span'))
  const button = root.appendChild(document.createElement('button'))
  const region = root.appendChild(document.createElement('span'))
  button.type = 'button'
  region.className = 'vh'
  region.setAttribute('role', 'status')
  const announce = announcer(region)

  const feed = new Feed(base, (news) => {
    const at = Date.parse(news.as_of)
    const grown = news.ledger_size - shown.ledgerSize
    // An answer may have rested in a cache, or come by a longer way.
    if (grown < 0 || (grown === 0 && !(at > shown.at))) return
    shown = { ledgerSize: news.ledger_size, at }
    showOnPage(news)
    if (grown > 0) tellOf(news)
  })

  function tellOf({ counted }: News) {
    showThatItMoved()
    announce(`${signatures(counted)} confirmed`)
  }

  function listen(isLate: boolean) {
    state.textContent = isPaused ? 'Paused. ' : 'Live. '
    button.textContent = isPaused ? 'Resume' : 'Pause'
    button.setAttribute('aria-label', `${button.textContent} the live count`)
    if (isPaused || document.hidden) feed.stop()
    else feed.start(isLate)
  }

  button.addEventListener('click', () => {
    isPaused = !isPaused
    listen(true)
  })
  document.addEventListener('visibilitychange', () => listen(true))
  // A page that is left with an open socket can't be kept for whoever comes back to it.
  addEventListener('pagehide', () => feed.stop())
  addEventListener('pageshow', ({ persisted }) => persisted && listen(true))
  listen(false)
  root.hidden = false
}
