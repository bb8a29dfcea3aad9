import { writeFile } from 'node:fs/promises'
import { toBase64 } from '../ledger/bytes.ts'
import type { Rejected } from '../ledger/rejected.ts'
import { formatVkey } from '../ledger/vkey.ts'
import type { Check } from './verify-check.ts'
import type { Read } from './verify-reader.ts'

/**
 * Writes what a check failed on to a new file in the working directory, and returns its name. It
 * holds the signed notes, and all that was read; of very many entries the newest.
 */
export async function writeEvidence(check: Check, found: Rejected, now: Date): Promise<string> {
  const text = `${JSON.stringify(evidence(check, found, now), null, 2)}\n`
  const stamp = now.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  for (let n = 1; ; n++) {
    const name = `evidence-${stamp}${n > 1 ? `-${n}` : ''}.json`
    try {
      await writeFile(name, text, { flag: 'wx' })
      return name
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

function evidence(check: Check, { rule, message }: Rejected, now: Date) {
  const { asked, pinned, notes, reader } = check
  return {
    kind: 'countersign-evidence/1',
    at: now.toISOString(),
    asked,
    found: { rule, message },
    pinned: pinned.map(formatVkey),
    notes,
    read: reader.texts.map(readable),
    entries: {
      bundles: reader.bundles.map(({ from, bytes }) => ({ from, base64: toBase64(bytes) })),
      bundles_left_out: reader.bundlesLeftOut,
    },
  }
}

/** As text where it is some; else in base64, so that no byte is lost. */
function readable({ from, bytes }: Read) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return { from, text }
  } catch {
    return { from, base64: toBase64(bytes) }
  }
}
