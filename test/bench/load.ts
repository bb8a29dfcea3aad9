import type { Progress } from './progress.ts'
import type { Site } from './site.ts'

const AT_ONCE = 2500

export function loadedSlug(size: number) {
  return `bench-${size}`
}

/** Brings a letter to so many counted signatures, from wherever an earlier run stopped. */
export async function load(site: Site, size: number, progress: Progress): Promise<void> {
  const slug = loadedSlug(size)
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
