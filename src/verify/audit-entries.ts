import { audit, type Audit } from '../ledger/audit.ts'
import { toBase64 } from '../ledger/bytes.ts'
import { Rejected } from '../ledger/rejected.ts'
import { bundlePath, decodeBundle, type Bundle } from '../ledger/tile.ts'
import type { VerifierKey } from '../ledger/vkey.ts'
import type { Evidence } from './evidence.ts'
import { readBundle, type Signed, type Source } from './source.ts'
import type { Step, Watch } from './watch.ts'
import { entries, kinds } from './words.ts'

type Auditing = {
  source: Source
  keys: VerifierKey[]
  /** An earlier size whose totals are wanted. */
  at: number
  watch: Watch
  evidence: Evidence
}

/** Reads and replays every entry under a checkpoint, telling of each step that it takes. */
export async function auditEntries(
  { note, size, root }: Signed,
  { source, keys, at, watch, evidence }: Auditing
): Promise<Audit> {
  const counts = new Map<number, number>()
  const reader = {
    checkpoint: () => Promise.resolve(note),
    bundle: async (bundle: Bundle) => {
      const bytes = await readBundle(source, bundle)
      evidence.bundle(bundlePath(bundle), bytes)
      for (const [, type = 0] of decodeBundle(bytes)) counts.set(type, (counts.get(type) ?? 0) + 1)
      return bytes
    },
  }
  watch.begins('entries')
  const onProgress = (done: number, all: number) => watch.progress(done, all)
  try {
    const audited = await audit(reader, keys, { at: [at], onProgress })
    passUntil(null)
    return audited
  } catch (error) {
    passUntil(failedStep(error))
    throw error
  }

  function passUntil(failed: Step | null) {
    const findings = [
      ['entries', `${entries(size)}.`],
      ['root', `${toBase64(root)}, the same.`],
      ['rules', `${kinds(counts)}.`],
    ] as const
    for (const [step, finding] of findings) {
      watch.begins(step)
      if (step === failed) return
      watch.passes(step, finding)
    }
  }
}

/** The root is compared once every entry is there, and the rules then count for those signed. */
function failedStep(error: unknown): Step {
  if (!(error instanceof Rejected) || /bundle/.test(error.rule)) return 'entries'
  return error.rule === 'wrong-root' ? 'root' : 'rules'
}
