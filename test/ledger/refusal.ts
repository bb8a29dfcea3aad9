import { Rejected } from '../../src/ledger/rejected'

/** The rule by which something is rejected; `accepted` if it is not, or else what was thrown. */
export async function refusal(work: () => unknown): Promise<string> {
  try {
    await work()
  } catch (error) {
    return error instanceof Rejected ? error.rule : String(error)
  }
  return 'accepted'
}
