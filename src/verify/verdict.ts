import { part } from './parts.ts'

/** `verified`; `refuted`, by what was read; or `open`: nothing is proven either way. */
export type Outcome = 'verified' | 'refuted' | 'open'

export type Verdict = { outcome: Outcome; text: string; evidence?: string }

const WORDS: Record<Outcome, string> = {
  verified: 'Verified.',
  refuted: 'Not verified.',
  open: 'Not checked.',
}

/** Says what a check came to, and offers what proves it if something is wrong. */
export function showVerdict(root: HTMLElement, { outcome, text, evidence }: Verdict) {
  const place = part(root, '[data-verdict]')
  place.dataset.outcome = outcome
  const word = document.createElement('b')
  word.textContent = WORDS[outcome]
  place.replaceChildren(word, ` ${text}`)

  const offer = part(root, '[data-evidence]')
  offer.hidden = !evidence
  if (evidence) offerFile(part(offer, 'a'), evidence)
}

export function clearVerdict(root: HTMLElement) {
  const place = part(root, '[data-verdict]')
  delete place.dataset.outcome
  place.replaceChildren()
  part(root, '[data-evidence]').hidden = true
}

function offerFile(link: HTMLAnchorElement, text: string) {
  URL.revokeObjectURL(link.href)
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = `evidence-${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')}.json`
}
