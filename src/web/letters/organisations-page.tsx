import type { Edition, Letter } from '../../letters/letter'
import type { ListedOrganisation } from '../../organisations/find'
import { paths } from '../../paths'
import { ErrorSummary } from '../ui/error-summary'
import type { FormState } from '../ui/form-state'
import { Layout } from '../ui/layout'
import { organisations as inWords } from '../ui/number'
import { Section } from '../ui/section'
import { NoSigning } from './no-signing'
import { OrganisationForm } from './organisation-form'
import { OrganisationList } from './organisation-list'

type OrganisationsPageProps = {
  letter: Letter
  edition: Edition
  organisations: ListedOrganisation[]
  /** The edition since which the words stand. */
  since: number
  /** The cursor of the next page, or null on the last. */
  next: string | null
  /** Is this the first page. */
  first: boolean
  /** Null: nobody can sign at the moment. */
  form: FormState | null
  changedFrom?: Edition
  now: Date
}

/** The institutions that stand behind a letter, what that says, and the form to join them. */
export function OrganisationsPage(props: OrganisationsPageProps) {
  const { letter, edition, organisations, since, form, changedFrom, now } = props
  const problems = form?.problems ?? {}
  return (
    <Layout
      title={`Organisations: ${letter.title}`}
      error={Object.keys(problems).length > 0}
      letter={letter}
      noindex
    >
      <header class="hd">
        <p class="up">Organisations</p>
        <h1 lang={letter.language}>{letter.title}</h1>
        <p>
          {letter.organisations > 0
            ? `${inWords(letter.organisations)} signed as such.`
            : 'No organisation has signed yet.'}{' '}
          <a href={paths.letter(letter.slug)}>Read the letter</a>
        </p>
        {letter.demonstration && (
          <p class="note">Demonstration letter: its people and organisations are made up.</p>
        )}
      </header>
      <ErrorSummary problems={problems} />
      <section class="sheet" aria-label="The organisations">
        {organisations.length > 0 && <OrganisationList {...{ organisations, since }} />}
        <Pages {...props} />
        <p class="s soft m0">
          These are institutions, not people. Somebody with a mailbox in the domain shown beside
          each said that it signs; that shows whose mailbox it is, not who decided. They are counted
          apart: they are in no total of signatures and not in the letter’s ledger, so no proof
          covers them.
        </p>
      </section>
      {letter.takesOrganisations && (
        <Section id="join" title="Sign for an organisation">
          {form ? (
            <OrganisationForm {...{ letter, edition, form, changedFrom }} />
          ) : (
            <NoSigning letter={letter} now={now} />
          )}
        </Section>
      )}
    </Layout>
  )
}

function Pages({ letter, next, first }: OrganisationsPageProps) {
  if (first && !next) return null
  const list = paths.organisations(letter.slug)
  return (
    <nav class="row noprint" aria-label="Pages of the list">
      {!first && <a href={list}>First page</a>}
      {next && <a href={`${list}?${new URLSearchParams({ after: next })}`}>Next page</a>}
    </nav>
  )
}
