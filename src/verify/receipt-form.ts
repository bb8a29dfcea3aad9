import type { Audit } from '../ledger/audit.ts'
import type { CheckedReceipt } from '../ledger/receipt.ts'
import { Rejected } from '../ledger/rejected.ts'
import { checkReceiptFile } from './check-receipt.ts'
import { part } from './parts.ts'
import { Unreadable, type Source } from './source.ts'
import { clearVerdict, showVerdict, type Verdict } from './verdict.ts'
import { hourInWords } from './words.ts'

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
  const isEvidence = ['fork', 'forked-ledger', 'ledger-shrank', 'bad-consistency-proof']
  return isEvidence.includes(rule)
    ? `${message} Keep your receipt: it is signed, and shows what the ledger once was.`
    : message
}

function whatItOpens(proven: CheckedReceipt, audited: Audit | null): string {
  const { index, hour, edition, fields, amended } = proven
  const who = `${fields.name}, ${fields.affiliation} (${fields.public ? 'shown' : 'not shown'} by name)`
  return [
    `This receipt opens entry ${index}: a yes to edition ${edition}, counted ${hourInWords(hour)}.`,
    amended
      ? `Since a correction, in entry ${amended.index}, it stands for ${who}.`
      : `It stands for ${who}.`,
    standingInWords(proven, audited),
  ].join(' ')
}

function standingInWords({ index }: CheckedReceipt, audited: Audit | null): string {
  switch (audited?.replay.standing(index)) {
    case 'live':
      return 'It is counted in the number above.'
    case 'withdrawn':
      return 'It was withdrawn since, and is not counted.'
    case 'invalidated':
      return 'It was removed since, after a check, and is not counted.'
    default:
      return 'To see whether it still counts, check the number above, and then this once more.'
  }
}
