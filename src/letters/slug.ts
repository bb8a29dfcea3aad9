const LONGEST = 60

/** What could be taken for a page of the site, or for its own word. */
const RESERVED = new Set(['new', 'all', 'api', 'desk', 'dev', 'drafts', 'embed', 'feed', 'index'])
const WITHOUT_NAME = 'letter'

const LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ŋ: 'ng',
  '&': ' and ',
}

/** What an address may be: words of a to z and digits, with single hyphens between. */
export const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** Words as they stand in an address: "Keep Tŷ Ffynnon open!" becomes keep-ty-ffynnon-open. */
export function slugOf(words: string): string {
  const plain = words
    .toLowerCase()
    .replace(/['’ʼ]/g, '')
    .replace(/[^\p{ASCII}]|&/gu, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return shortened(plain, LONGEST) || WITHOUT_NAME
}

/** May a letter have this address, as far as its spelling goes. */
export function isSlug(text: string): boolean {
  return SLUG.test(text) && text.length <= LONGEST && !RESERVED.has(text)
}

/** Addresses for these words, the first that is free to be taken; the last one always is. */
export function slugsToTry(words: string): string[] {
  const slug = slugOf(words)
  const ends = ['-2', '-3', '-4', '-5', `-${crypto.randomUUID().slice(0, 13)}`]
  const numbered = ends.map((end) => shortened(slug, LONGEST - end.length) + end)
  return RESERVED.has(slug) ? numbered : [slug, ...numbered]
}

/** At most so many characters, and whole words where that leaves more than half of them. */
function shortened(slug: string, longest: number): string {
  if (slug.length <= longest) return slug
  const cut = slug.slice(0, longest + 1)
  const end = cut.lastIndexOf('-')
  return (end > longest / 2 ? cut.slice(0, end) : cut.slice(0, longest)).replace(/-$/, '')
}
