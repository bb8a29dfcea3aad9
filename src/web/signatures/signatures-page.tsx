import { deskPaths } from '../../desk-paths'
import type { Letter } from '../../letters/letter'
import type { Totals } from '../../newsroom/totals'
import { paths } from '../../paths'
import type { ListedSignature } from '../../signatures/list'
import { findRole } from '../../signatures/signature'
import { AssuranceLegend } from '../ui/assurance-mark'
import { DataDeleted } from '../ui/data-deleted'
import { Layout } from '../ui/layout'
import { formatNumber, signatures as inWords } from '../ui/number'
import { SearchForm } from '../ui/search-form'
import { SignerList } from '../ui/signer-list'
import { Time } from '../ui/time'

type SignaturesPageProps = {
  letter: Letter
  totals: Totals
  signatures: ListedSignature[]
  /** The edition since which the words stand. */
  since: number
  query: string
  /** The key of the role that the list is narrowed to, or nothing. */
  role: string
  /** The cursor of the next page, or null on the last. */
  next: string | null
  /** Is this the first page. */
  first: boolean
}

/** The public list: who let their name be shown, and how many did not. */
export function SignaturesPage(props: SignaturesPageProps) {
  const { letter, totals, signatures, since, query, role } = props
  const asked = query !== '' || role !== ''
  const named = totals.counted - totals.unnamed
  const marked = letter.schools === 'register'
  return (
    <Layout title={`Signatures${inQuestion(props)}: ${letter.title}`} letter={letter} noindex>
      <header class="hd">
        <p class="up">Signatures</p>
        <h1 lang={letter.language}>{letter.title}</h1>
        <p>
          <Listed {...{ letter, totals, asked }} />{' '}
          <a class="noprint" href={paths.letter(letter.slug)}>
            Read the letter
          </a>
        </p>
        {letter.demonstration && (
          <p class="note">Demonstration letter: its people and schools are made up.</p>
        )}
      </header>
      <section class="sheet" aria-label="The signers">
        {named > 0 && (
          <SearchForm slug={letter.slug} query={query} roles={letter.roles} role={role} />
        )}
        {asked && <Searched {...props} />}
        {signatures.length > 0 && <SignerList {...{ signatures, since, marked }} />}
        <DataDeleted letter={letter} />
        {named === 0 && !asked && letter.anonymisedAt === null && (
          <p class="m0">No names to show yet.</p>
        )}
        {props.next && (
          <p class="s soft onpaper">More names follow on the next page of this list.</p>
        )}
        <Pages {...props} />
        {marked && signatures.length > 0 && <AssuranceLegend slug={letter.slug} />}
        {named > 0 && (
          <p class="s soft m0">
            Roles and schools are as the signers give them. People sign in a personal capacity: a
            school or organisation says who someone is, it has not itself signed.{' '}
            <a class="noprint" href={deskPaths.report(letter.slug)}>
              Report a name
            </a>
          </p>
        )}
      </section>
    </Layout>
  )
}

type ListedProps = { letter: Letter; totals: Totals; asked: boolean }

/** How many are counted, and how many of them the list can show. */
function Listed({ letter, totals, asked }: ListedProps) {
  const named = totals.counted - totals.unnamed
  const asOf = <Time at={totals.asOf} kind="moment" />
  if (totals.counted === 0) return <>No signature is confirmed yet, as of {asOf}.</>
  return (
    <>
      {inWords(totals.counted)} confirmed, as of {asOf}
      {letter.anonymisedAt === null &&
        totals.unnamed > 0 &&
        (named > 0
          ? `: ${formatNumber(named)} listed by name, and ${formatNumber(totals.unnamed)} whose names are not shown`
          : ', and none whose name may be shown')}
      {asked || named === 0 ? '.' : '. The newest come first.'}
    </>
  )
}

function Searched(props: SignaturesPageProps) {
  return (
    <>
      <p role="status">{outcome(props)}</p>
      <p class="noprint">
        <a class="lone" href={paths.signatures(props.letter.slug)}>
          Show all signatures
        </a>
      </p>
    </>
  )
}

/** A search looks at so many signatures a page, so a page may be empty and the next one not. */
function outcome(props: SignaturesPageProps): string {
  const { query, signatures, next, first } = props
  const [found, more] = [signatures.length, next !== null]
  if (found > 0) {
    const matches = `${formatNumber(found)}${first ? '' : ' more'} ${found === 1 ? 'match' : 'matches'}`
    return `${matches}${inQuestion(props)}${more ? goesOn(query) : ''}:`
  }
  if (more) return `Nothing so far${inQuestion(props)}. The search goes on with the next page.`
  return `${nobody(props)} People who chose not to show their names can’t be found here.`
}

function goesOn(query: string): string {
  return query ? ', and the search goes on with the next page' : ', and more on the next page'
}

function nobody({ letter, query, role, first }: SignaturesPageProps): string {
  const other = first ? '' : 'other '
  const having = inQuestion({ letter, query: '', role })
  if (!query) return `No ${other}name on this list is shown${having}.`
  return (
    `No ${other}name or school on this list matches “${query}”${having}. Try fewer words, or the ` +
    'beginning of one.'
  )
}

/** " for “quill” with the role “Headteacher”": what was asked, to follow a noun. */
function inQuestion({
  letter,
  query,
  role,
}: Pick<SignaturesPageProps, 'letter' | 'query' | 'role'>): string {
  const words = query ? ` for “${query}”` : ''
  return role ? `${words} with the role “${findRole(letter, role)?.label ?? role}”` : words
}

function Pages({ letter, query, role, next, first }: SignaturesPageProps) {
  if (first && !next) return null
  const asked = { ...(query && { q: query }), ...(role && { role }) }
  return (
    <nav class="row rule noprint" aria-label="Pages of the list">
      {!first && <a href={listAddress(letter, asked)}>First page</a>}
      {next && <a href={listAddress(letter, { after: next, ...asked })}>Next page</a>}
    </nav>
  )
}

function listAddress({ slug }: Letter, asked: Record<string, string>): string {
  const query = String(new URLSearchParams(asked))
  return query ? `${paths.signatures(slug)}?${query}` : paths.signatures(slug)
}
