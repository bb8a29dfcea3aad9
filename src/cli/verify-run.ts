import { Rejected } from '../ledger/rejected.ts'
import type { VerifierKey } from '../ledger/vkey.ts'
import { Problem } from './problem.ts'
import type { Check, Verdict } from './verify-check.ts'
import { writeEvidence } from './verify-evidence.ts'
import { clearProgress, progressHere } from './verify-progress.ts'
import { Reader } from './verify-reader.ts'
import { printable } from './verify-words.ts'

/** How a check ends, and with the worst of them the program: verified, not verified, not checked. */
export type Ending = 0 | 1 | 2

export type RunOptions = { pinned: VerifierKey[]; json: boolean }

/** Runs one check, tells what it came to (null: nothing yet), and keeps the evidence if it fails. */
export async function runCheck(
  asked: string[],
  { pinned, json }: RunOptions,
  work: (check: Check) => Promise<Verdict | null>
): Promise<Ending> {
  const check = { asked, pinned, reader: new Reader(), notes: [], progress: progressHere() }
  const tell = (data: object) => {
    console.log(JSON.stringify({ asked, checked_at: new Date().toISOString(), ...data }))
  }

  try {
    const verdict = await work(check)
    if (verdict && json) tell({ verified: true, ...verdict.data })
    else if (verdict) console.log(printable(verdict.lines.join('\n')))
    return 0
  } catch (error) {
    clearProgress()
    if (error instanceof Rejected) {
      const { rule, message } = error
      const evidence = await keepEvidence(check, error)
      if (json) tell({ verified: false, rule, message, evidence })
      else console.error(printable(refusal(asked, error, evidence)))
      return 1
    }
    if (json) tell({ verified: null, problem: problemOf(error) })
    else console.error(problemOf(error))
    return 2
  }
}

/** What is wrong, for a person, and never a stack. */
export function problemOf(error: unknown): string {
  if (error instanceof Problem) return printable(error.message)
  const { message } = error instanceof Error ? error : { message: String(error) }
  return printable(`Something went wrong in this program itself: ${message}\nPlease report it.`)
}

async function keepEvidence(check: Check, error: Rejected): Promise<string | null> {
  try {
    return await writeEvidence(check, error, new Date())
  } catch {
    return null
  }
}

function refusal(asked: string[], { rule, message }: Rejected, evidence: string | null): string {
  return [
    `NOT VERIFIED: ${asked.join(' ')}`,
    `${message} (${rule})`,
    ...(HINTS[rule] ?? []),
    evidence
      ? `The evidence is in ${evidence}. Keep it, check again, and if it is the same, show it to others.`
      : 'The evidence could not be written here. Run this again in a folder that you can write to.',
  ].join('\n')
}

const NEW_KEY = [
  'If a new key was announced, make sure of it elsewhere than on this site, and give it with --vkey.',
]

const HINTS: Record<string, string[]> = { 'unknown-key': NEW_KEY, 'bad-signature': NEW_KEY }
