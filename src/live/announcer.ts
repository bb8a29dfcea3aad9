const PAUSE_MS = 60_000

/** Says things in a polite live region: at most one a minute, and then the newest. */
export function announcer(region: HTMLElement): (text: string) => void {
  let newest = ''
  let isWaiting = false
  const say = () => {
    isWaiting = region.textContent !== newest
    if (!isWaiting) return
    region.textContent = newest
    setTimeout(say, PAUSE_MS)
  }
  return (text) => {
    newest = text
    if (!isWaiting) say()
  }
}
