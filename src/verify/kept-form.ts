import { Rejected } from '../ledger/rejected.ts'
import { checkKept, type SeenKept } from './check-kept.ts'
import { Evidence } from './evidence.ts'
import { part } from './parts.ts'
import { Unreadable, type Source } from './source.ts'
import { clearVerdict, showVerdict, type Verdict } from './verdict.ts'
import { entries } from './words.ts'

/** Lets anybody compare a checkpoint that they kept, from a mail or a page, with the ledger now. */
export function wireKeptForm(form: HTMLFormElement, source: Omit<Source, 'signal'>) {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void run()
  })

  async function run() {
    clearVerdict(form)
    const text = part<HTMLTextAreaElement>(form, 'textarea').value
    const seen: SeenKept = {}
    try {
      await checkKept({ ...source, signal: AbortSignal.timeout(60_000) }, text, seen)
      showVerdict(form, { outcome: 'verified', text: whatHolds(seen) })
    } catch (error) {
      showVerdict(form, whyNot(error, seen))
    }
  }
}

function whatHolds({ kept, newest }: SeenKept): string {
  const same = kept?.size === newest?.size
  const grown = same
    ? `The ledger is still the one that you kept, with ${entries(newest?.size ?? 0)}.`
    : `The ${entries(kept?.size ?? 0)} that you kept the head of are all there, unchanged; by now there are ${entries(newest?.size ?? 0)}.`
  return kept?.note ? grown : `${grown} Your copy has no signature, so it binds nobody.`
}

function whyNot(error: unknown, { kept, newest }: SeenKept): Verdict {
  if (error instanceof Unreadable) return { outcome: 'open', text: `${error.message}.` }
  if (!(error instanceof Rejected)) return { outcome: 'open', text: 'It could not be read.' }
  const { message } = error
  if (!kept) return { outcome: 'open', text: `${message} Copy the whole of it, signature and all.` }
  if (!kept.note) {
    const text = `${message} Your copy has no signature: it may be the copy that is wrong.`
    return { outcome: 'open', text }
  }
  const evidence = new Evidence()
  evidence.note('a copy that was kept', kept.note)
  evidence.note('the ledger', newest?.note ?? '')
  return {
    outcome: 'refuted',
    text:
      `${message} Both checkpoints are signed, and the site can’t show that one ledger grew out of ` +
      'the other: that is what a rewritten ledger looks like. Keep the evidence, and show it to the ' +
      'people behind the letter and to whoever relies on the number.',
    evidence: evidence.json(error, {}),
  }
}
