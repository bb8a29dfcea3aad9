import type { Audit } from '../ledger/audit.ts'
import { Rejected } from '../ledger/rejected.ts'
import { ukMoment } from '../uk-time.ts'
import { checkNumber, type Shown } from './check-number.ts'
import { Evidence } from './evidence.ts'
import { part } from './parts.ts'
import { Unreadable, type Source } from './source.ts'
import { StepList } from './step-list.ts'
import { clearVerdict, showVerdict, type Verdict } from './verdict.ts'
import { amount, entries } from './words.ts'

const WHAT_TO_DO =
  'Keep the evidence. Then reload the page and check once more: if it fails again, show the ' +
  'evidence to the people behind the letter, and to whoever relies on the number.'

/** Lets the button check the number, and stop a check that runs. `onAudit` gets what was found. */
export function wireNumberForm(
  form: HTMLFormElement,
  source: Omit<Source, 'signal'>,
  shown: Shown,
  onAudit: (audit: Audit) => void
) {
  const button = part<HTMLButtonElement>(form, 'button')
  const label = button.textContent
  const steps = new StepList(form)
  let running: AbortController | null = null

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (running) running.abort()
    else void run()
  })

  async function run() {
    running = new AbortController()
    button.textContent = 'Stop'
    steps.restart()
    clearVerdict(form)
    const evidence = new Evidence()
    try {
      const audit = await checkNumber({ ...source, signal: running.signal }, shown, steps, evidence)
      onAudit(audit)
      showVerdict(form, { outcome: 'verified', text: whatAddsUp(shown, audit) })
    } catch (error) {
      steps.ends(error instanceof Rejected ? 'failed' : 'stopped')
      showVerdict(form, whyNot(error, shown, evidence))
    }
    button.textContent = label
    running = null
  }
}

function whatAddsUp({ counted }: Shown, { size, totals }: Audit): string {
  const now = ukMoment(new Date())
  const sum = `The ledger’s ${entries(size)} keep the rules, and they add up to`
  return totals.live === counted
    ? `${sum} ${amount(counted, 'signature')}, as this page says. Checked in this browser at ${now}.`
    : `${sum} ${amount(counted, 'signature')} when this page was made, as it says, and to ` +
        `${totals.live} now. Checked in this browser at ${now}.`
}

function whyNot(error: unknown, shown: Shown, evidence: Evidence): Verdict {
  if (error instanceof Rejected) {
    const text = `${error.message} ${WHAT_TO_DO}`
    return { outcome: 'refuted', text, evidence: evidence.json(error, shown) }
  }
  if (error instanceof Unreadable) {
    const text = `${error.message}. That says nothing about the number: try again in a minute.`
    return { outcome: 'open', text }
  }
  return error instanceof DOMException && error.name === 'AbortError'
    ? { outcome: 'open', text: 'You stopped it, and nothing was found out.' }
    : { outcome: 'open', text: 'Something in this page went wrong. Reload it and try again.' }
}
