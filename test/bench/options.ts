import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Problem } from '../../src/cli/problem.ts'

export const SIZES = [100, 10_000, 1_000_000]

/** `max` is the largest letter; `state` is where the loaded letters stay for the next run. */
export type Options = { max: number; state: string; fresh: boolean; json: string | undefined }

/** Throws a {@link Problem} for what the command does not know. */
export function readOptions(): Options {
  const { max, state, fresh, json } = readArguments()
  if (!SIZES.includes(Number(max))) throw new Problem(`--max is one of ${SIZES.join(', ')}`)
  return { max: Number(max), state: resolve(state), fresh, json: json && resolve(json) }
}

function readArguments() {
  const state = resolve(import.meta.dirname, '../../node_modules/.cache/countersign-bench')
  const options = {
    max: { type: 'string', default: '1000000' },
    state: { type: 'string', default: state },
    fresh: { type: 'boolean', default: false },
    json: { type: 'string' },
  } as const
  try {
    return parseArgs({ options }).values
  } catch {
    throw new Problem('npm run bench knows --max, --state, --fresh and --json FILE')
  }
}
