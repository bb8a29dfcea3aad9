import { foldedQuery, plainWords } from './asked-words'

type Ordered = { urn: number; name: string; nameCy: string | null; town: string | null }

/**
 * Puts schools in the order in which somebody who typed `query` would look for them: the one that is
 * called so, those whose names begin so, the likelier, and shorter names.
 */
export function inOrder<T extends Ordered>(
  schools: T[],
  query: string,
  likely: Map<number, number>
): T[] {
  const asked = plainWords(foldedQuery(query))
  const ranked = schools.map((school) => {
    const names = [school.name, school.nameCy ?? ''].map(plainWords)
    const nearest = Math.max(...names.map((name) => nearness(name, asked)))
    const rank = nearest + (likely.get(school.urn) ?? 0)
    return { school, rank, words: names[0]?.split(' ').length ?? 0 }
  })
  return ranked
    .toSorted((a, b) => b.rank - a.rank || a.words - b.words || byName(a.school, b.school))
    .map(({ school }) => school)
}

/** Of a name to what was asked: it is that, or begins with it; of a single word, a whole one. */
function nearness(name: string, asked: string): number {
  if (!asked || !name.startsWith(asked)) return 0
  if (name === asked) return 2000
  return asked.includes(' ') || name.startsWith(`${asked} `) ? 1000 : 2
}

function byName(a: Ordered, b: Ordered): number {
  const [own, other] = [`${a.name} ${a.town}`, `${b.name} ${b.town}`]
  return own < other ? -1 : own > other ? 1 : a.urn - b.urn
}
