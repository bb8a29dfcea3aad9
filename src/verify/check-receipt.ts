import { checkReceipt, type CheckedReceipt } from '../ledger/receipt.ts'
import { Rejected } from '../ledger/rejected.ts'
import { demandExtends } from './extends.ts'
import { openSigned, readKeys, readNewest, type Source } from './source.ts'

/**
 * Checks the text of a receipt's file: that it opens its entry, and that the ledger it was made
 * from is contained in the newest one here. Nothing of it leaves this computer.
 */
export async function checkReceiptFile(source: Source, text: string): Promise<CheckedReceipt> {
  const receipt = readJson(text)
  const keys = await readKeys(source)
  const checked = await checkReceipt(receipt, keys)
  const newest = await openSigned(source, await readNewest(source), keys)
  if (checked.origin !== newest.origin) {
    throw new Rejected(
      'wrong-letter',
      'This receipt is of another letter: check it on its own page.'
    )
  }
  for (const { size, root } of [checked, checked.amended ?? checked]) {
    await demandExtends(source, { origin: checked.origin, size, root }, newest)
  }
  return checked
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Rejected('bad-receipt', 'This file is no receipt: it is not JSON.')
  }
}
