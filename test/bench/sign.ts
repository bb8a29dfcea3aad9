import { paths } from '../../src/paths.ts'
import type { Bench } from './compare.ts'
import type { Progress } from './progress.ts'
import type { Asking } from './rush.ts'
import { signerAt, type Signer } from './signer.ts'
import { freshLetter, writeMuch, type Writing } from './write.ts'

/** Signing, by so many visitors at once as each of `visitors` says. */
export async function signAll(bench: Bench, visitors: number[], progress: Progress) {
  const writings: Writing[] = []
  for (const concurrency of visitors) {
    const slug = await freshLetter(bench)
    progress.at('signing', `${concurrency} at once`)
    let place = 0
    const next = () => signing(slug, signerAt(slug, place++))
    const { site } = await writeMuch(bench, concurrency, next)
    writings.push({ act: 'sign', oneByOne: false, ...site })
  }
  return writings
}

export function signing(slug: string, form: Signer): Asking {
  return { path: paths.signatures(slug), form, expect: 303 }
}
