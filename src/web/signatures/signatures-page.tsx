import type { Letter } from '../../letters/letter'
import type { Totals } from '../../newsroom/totals'
import { paths } from '../../paths'
import type { ListedSignature } from '../../signatures/list'
import { Layout } from '../ui/layout'
import { formatNumber, signatures as inWords } from '../ui/number'
import { SearchForm } from '../ui/search-form'
import { SignerList } from '../ui/signer-list'
import { Time } from '../ui/time'

type SignaturesPageProps = {
  letter: Letter
  totals: Totals
  signatures: ListedSignature[]
  query: string
  /** The cursor of the next page, or null on the last. */
  next: string | null
  /** Is this the first page. */
  first: boolean
}

/** The public list: who let their name be shown, and how many did not. */
export function SignaturesPage(props: SignaturesPageProps) {
  const { letter, totals, signatures, query } = props
  const named = totals.counted - totals.unnamed
  return (
    <Layout
      title={
        query ? `Signatures matching “${query}”: ${letter.title}` : `Signatures: ${letter.title}`
      }
      letter={letter}
      noindex
    >
      <header class="hd">
        <p class="up">Signatures</p>
        <h1>{letter.title}</h1>
        <p>
          <Listed totals={totals} query={query} />{' '}
          <a class="noprint" href={paths.letter(letter.slug)}>
            Read the letter
          </a>
        </p>
        {letter.demonstration && (
          <p class="note">Demonstration letter: its people and schools are made up.</p>
        )}
      </header>
      <section class="sheet" aria-label="The signers">
        {named > 0 && <SearchForm slug={letter.slug} query={query} />}
        {query && <Searched {...props} />}
        {signatures.length > 0 && <SignerList signatures={signatures} edition={letter.edition} />}
        {named === 0 && !query && <p class="m0">No names to show yet.</p>}
        <Pages {...props} />
        {props.next && (
          <p class="s soft onpaper">More names follow on the next page of this list.</p>
        )}
        {named > 0 && (
          <p class="s soft m0">
            Roles and schools are as the signers give them. People sign in a personal capacity: a
            school or organisation says who someone is, it has not itself signed.
          </p>
        )}
      </section>
    </Layout>
  )
}

/** How many are counted, and how many of them the list can show. */
function Listed({ totals, query }: Pick<SignaturesPageProps, 'totals' | 'query'>) {
  const named = totals.counted - totals.unnamed
  const asOf = <Time at={totals.asOf} kind="moment" />
  if (totals.counted === 0) return <>No signature is confirmed yet, as of {asOf}.</>
  return (
    <>
      {inWords(totals.counted)} confirmed, as of {asOf}
      {totals.unnamed > 0 &&
        (named > 0
          ? `: ${formatNumber(named)} listed by name, and ${formatNumber(totals.unnamed)} whose names are not shown`
          : ', and none whose name may be shown')}
      {query || named === 0 ? '.' : '. The newest come first.'}
    </>
  )
}

function Searched({ letter, query, signatures, next, first }: SignaturesPageProps) {
  return (
    <>
      <p role="status">{outcome(query, signatures.length, next !== null, first)}</p>
      <p class="noprint">
        <a class="lone" href={paths.signatures(letter.slug)}>
          Show all signatures
        </a>
      </p>
    </>
  )
}

/** A search looks at so many signatures a page, so a page may be empty and the next one not. */
function outcome(query: string, found: number, more: boolean, first: boolean): string {
  if (found > 0) {
    const matches = `${formatNumber(found)}${first ? '' : ' more'} ${found === 1 ? 'match' : 'matches'}`
    return `${matches} for “${query}”${more ? ', and the search goes on with the next page' : ''}:`
  }
  if (more) return `Nothing matches “${query}” so far. The search goes on with the next page.`
  return (
    `No ${first ? '' : 'other '}name or school on this list matches “${query}”. Try fewer words, or ` +
    'the beginning of one. People who chose not to show their names can’t be found here.'
  )
}

function Pages({ letter, query, next, first }: SignaturesPageProps) {
  if (first && !next) return null
  const all = paths.signatures(letter.slug)
  return (
    <nav class="row rule noprint" aria-label="Pages of the list">
      {!first && (
        <a href={query ? `${all}?${new URLSearchParams({ q: query })}` : all}>First page</a>
      )}
      {next && (
        <a href={`${all}?${new URLSearchParams({ after: next, ...(query && { q: query }) })}`}>
          Next page
        </a>
      )}
    </nav>
  )
}
