import type { Audit } from '../ledger/audit.ts'
import { Rejected } from '../ledger/rejected.ts'
import { checkReceiptFile } from './check-receipt.ts'
import { part } from './parts.ts'
import { whatItOpens } from './receipt-words.ts'
import { Unreadable, type Source } from './source.ts'
import { clearVerdict, showVerdict, type Verdict } from './verdict.ts'

const LARGEST_FILE = 1024 * 1024

/** Lets a signer check a receipt from their own disk. `audited` is the ledger, once it was checked. */
export function wireReceiptForm(
  form: HTMLFormElement,
  source: Omit<Source, 'signal'>,
  audited: () => Audit | null
) {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void run()
  })

  async function run() {
    clearVerdict(form)
    const [file] = part<HTMLInputElement>(form, 'input').files ?? []
    showVerdict(
      form,
      file ? await verdictOn(file) : { outcome: 'open', text: 'Choose a file first.' }
    )
  }

  async function verdictOn(file: File): Promise<Verdict> {
    const signal = AbortSignal.timeout(60_000)
    try {
      if (file.size > LARGEST_FILE) throw new Rejected('bad-receipt', 'This file is no receipt.')
      const proven = await checkReceiptFile({ ...source, signal }, await file.text())
      return { outcome: 'verified', text: whatItOpens(proven, audited()) }
    } catch (error) {
      if (error instanceof Rejected) return { outcome: 'refuted', text: whatIsWrong(error) }
      if (error instanceof Unreadable) return { outcome: 'open', text: `${error.message}.` }
      return { outcome: 'open', text: 'The file could not be read.' }
    }
  }
}

/** A receipt that does not open is a wrong receipt; one of another history is evidence. */
function whatIsWrong({ rule, message }: Rejected): string {
  const isEvidence = ['fork', 'no-consistency-proof', 'bad-consistency-proof']
  return isEvidence.includes(rule)
    ? `${message} Keep your receipt: it is signed, and shows what the ledger once was.`
    : message
}
