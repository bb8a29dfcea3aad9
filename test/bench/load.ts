import type { Progress } from './progress.ts'
import type { Site } from './site.ts'

const AT_ONCE = 2500

export function loadedSlug(size: number) {
  return `bench-${size}`
}

/**
 * Makes sure of a letter of each size, from wherever an earlier run stopped. Another stands behind
 * the largest: whoever reads to the end of a letter's rows sees one of the next.
 */
export async function loadAll(site: Site, sizes: number[], progress: Progress): Promise<void> {
  for (const size of sizes) await load(site, loadedSlug(size), size, progress)
  await load(site, `${loadedSlug(sizes.at(-1) ?? 0)}-next`, 1, progress)
}

async function load(site: Site, slug: string, size: number, progress: Progress) {
  const { confirmed } = await site.tell('letter', { slug })
  const began = performance.now()

  for (let from = confirmed; from < size; from += AT_ONCE) {
    const to = Math.min(from + AT_ONCE, size)
    const { counted } = await site.tell('load', { slug, from, to, of: size })
    if (counted !== to - from) throw new Error(`${counted} of ${to - from} count`)

    const perSecond = (to - confirmed) / ((performance.now() - began) / 1000)
    const left = (size - to) / perSecond
    progress.at(
      `loading ${size.toLocaleString('en-GB')} signatures`,
      `${to.toLocaleString('en-GB')}, ${Math.round(perSecond)} a second, ${Math.ceil(left)} s left`
    )
  }
}
