import { paths } from '../../src/paths.ts'
import type { Bench } from './compare.ts'
import type { Progress } from './progress.ts'
import type { Asking } from './rush.ts'
import { freshLetter, writeMuch, type Writing } from './write.ts'

const AT_ONCE = 1000

/** Who could confirm in a second, and some more. */
const INVITED: Record<number, number> = { 1: 600, 16: 1500, 256: 2500 }

const NUMBER = /You are signatory number <span[^>]*>([\d,]+)</

/** A rush of confirmations by mailed link, in groups as they come, or one by one. */
export async function confirmAll(
  bench: Bench,
  visitors: number[],
  oneByOne: boolean,
  progress: Progress
) {
  const writings: Writing[] = []
  const seconds = (bench.patience.writeMs + 500) / 1000
  await bench.site.tell('grouping', { oneByOne })
  for (const concurrency of visitors) {
    const slug = await freshLetter(bench)
    progress.at(`confirming${oneByOne ? ' one by one' : ''}`, `${concurrency} at once`)
    const links = (await invited(bench, slug, (INVITED[concurrency] ?? 0) * seconds)).values()
    const next = (): Asking | undefined => {
      const form = links.next().value
      return form && confirming(form)
    }
    const { registrar } = await writeMuch(bench, concurrency, next)
    await requireCounted(bench, slug, registrar.answered)
    writings.push({ act: 'confirm', oneByOne, ...registrar })
  }
  await bench.site.tell('grouping', { oneByOne: false })
  return writings
}

/** How many a second the Registrar counts if all are waiting and no page or mail is made of it. */
export async function confirmAtOnce(bench: Bench, progress: Progress): Promise<number> {
  const slug = await freshLetter(bench)
  const all = 2 * bench.patience.writeMs
  progress.at('confirming', 'all at once')
  await invited(bench, slug, all)
  const began = performance.now()
  const { counted } = await bench.site.tell('confirm', { slug, from: 0, to: all, of: all })
  const seconds = (performance.now() - began) / 1000
  if (counted !== all) throw new Error(`${counted} of ${all} count`)
  return all / seconds
}

export function confirming(form: Record<string, string>): Asking {
  return { path: paths.confirmation(), form: { ...form, choice: 'yes' }, expect: 200 }
}

/** The signatory number that a page tells. Throws if it tells none. */
export function numberIn(page: Buffer): number {
  const [, number] = NUMBER.exec(page.toString()) ?? []
  if (!number) throw new Error('nobody was told a number')
  return Number(number.replaceAll(',', ''))
}

/** Lets so many sign a letter. Returns what each has to post to confirm. */
export async function invited({ site }: Bench, slug: string, many: number) {
  const forms: Record<string, string>[] = []
  for (let from = 0; from < many; from += AT_ONCE) {
    const to = Math.min(from + AT_ONCE, many)
    const invites = await site.tell('invite', { slug, from, to, of: many })
    for (const { token: t, school, ...typed } of invites) {
      forms.push({ ...typed, school: school ?? '', public: 'on', t, edition: '1' })
    }
  }
  return forms
}

/** Whoever was told that they count must be counted, and nobody else. */
async function requireCounted({ site }: Bench, slug: string, told: number) {
  const answer = await fetch(site.origin + paths.countJson(slug))
  const { counted } = (await answer.json()) as { counted: number }
  if (counted !== told) throw new Error(`${told} were told that they count, and ${counted} do`)
}
