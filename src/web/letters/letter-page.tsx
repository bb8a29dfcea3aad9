import type { ShownComment } from '../../comments/find'
import { answeredOf } from '../../dealings/answered'
import type { Dealing } from '../../dealings/dealing'
import type { HandIn, Pack } from '../../delivery/find'
import type { FollowUp } from '../../follow/follow-ups'
import type { StandingHost } from '../../letters/hosts'
import { wordsSince, type ListedEdition } from '../../letters/find-editions'
import type { Edition, Letter } from '../../letters/letter'
import { isOpen } from '../../letters/state'
import type { Correction } from '../../newsroom/corrections'
import type { Milestone } from '../../newsroom/milestones'
import type { Totals } from '../../newsroom/totals'
import { paths } from '../../paths'
import type { ListedOrganisation } from '../../organisations/find'
import type { ListedSignature } from '../../signatures/list'
import type { ListedUpdate } from '../../updates/update'
import { addressee } from '../ui/addressee'
import type { FormSchools } from '../ui/school-field'
import { hostNames } from '../ui/host-names'
import { Layout } from '../ui/layout'
import { Time } from '../ui/time'
import { CountBar, CountPanel, StickyCount } from './count-panel'
import { CommentsSection } from './comments-section'
import { FollowForm } from './follow-form'
import { FollowUps } from './follow-ups'
import { HandInSection } from './hand-in-section'
import { LatestSigners } from './latest-signers'
import { LetterText } from './letter-text'
import { NoSigning } from './no-signing'
import { OrganisationsSection } from './organisations-section'
import { PassItOn } from './pass-it-on'
import { SignForm } from './sign-form'
import { Timeline } from './timeline'
import { UpdatesSection } from './updates-section'

/** What came after the letter: what its team told, what the recipient did, who else stands behind it. */
export type After = {
  /** Newest first. */
  updates: ListedUpdate[]
  /** In the order of their days. */
  dealings: Dealing[]
  /** Newest first. */
  packs: Pack[]
  handIn: HandIn | null
  followUps: FollowUp[]
  /** The newest few. */
  comments: ShownComment[]
  /** The first few by name. */
  organisations: ListedOrganisation[]
}

type LetterPageProps = {
  letter: Letter
  edition: Edition
  /** Every edition of the letter, oldest first, and how many of the counted signatures are on each. */
  editions: ListedEdition[]
  /** All that ever stood behind it. */
  hosts: StandingHost[]
  totals: Totals
  milestones: Milestone[]
  corrections: Correction[]
  latest: ListedSignature[]
  mailSlowSince: number | null
  now: Date
  canSendMail: boolean
  /** Its Registrar has stopped writing, so nobody can be counted. */
  stopped: boolean
  schools: FormSchools
  after: After
  /** The words that a signer agrees to. */
  consent: string
  /** When the page is made, as `stampOf` has it. */
  shown: string
  /** Where this site is, such as https://letters.example.org. */
  site: string
}

/** The letter, the count, the form and the names: what most people come for and all that most see. */
export function LetterPage(props: LetterPageProps) {
  const { letter, edition, editions, totals, latest, mailSlowSince, now, canSendMail } = props
  const { consent, shown, schools, site, stopped, milestones, corrections, hosts, after } = props
  const answered = answeredOf(after.dealings, edition)
  const { updates, dealings, packs, handIn, followUps, comments, organisations } = after
  const signing = canSendMail && !stopped && isOpen(letter, now)
  const address = `${site}${paths.letter(letter.slug)}`
  return (
    <Layout
      title={`${edition.title}: open letter`}
      description={`An open letter to ${addressee(edition)} from ${hostNames(edition.hosts)}.`}
      address={address}
      alternates={[
        {
          type: 'application/json+oembed',
          href: site + paths.oembed(address),
          title: `Count of signatures: ${letter.title}`,
        },
      ]}
      letter={letter}
    >
      {letter.demonstration && (
        <p class="note">Demonstration letter: its people and schools are made up.</p>
      )}
      {letter.archivedAt !== null && (
        <p class="note">
          Archived on <Time at={letter.archivedAt} kind="day" />: the letter is kept to be read,
          with its final number.
        </p>
      )}
      <div class="grid">
        <article class="letter sheet">
          <LetterText {...{ letter, edition, editions, hosts, answered, now }} />
          {signing && <CountBar totals={totals} />}
        </article>
        <aside class="side" aria-label="Count and signing">
          <CountPanel letter={letter} totals={totals} />
          {signing ? (
            <SignForm {...{ letter, edition, schools, consent, shown, mailSlowSince, now }} />
          ) : (
            <NoSigning letter={letter} now={now} stopped={stopped} />
          )}
          {signing && <StickyCount letter={letter} totals={totals} />}
        </aside>
        <div class="after">
          <LatestSigners {...{ letter, totals, latest, site }} since={wordsSince(editions)} />
          <CommentsSection letter={letter} comments={comments} />
          <OrganisationsSection letter={letter} organisations={organisations} now={now} />
          <HandInSection letter={letter} handIn={handIn} now={now} />
          <UpdatesSection letter={letter} updates={updates} />
          <Timeline
            {...{ letter, editions, hosts, milestones, corrections, dealings, packs, updates, now }}
          />
          <FollowUps followUps={followUps} />
          <FollowForm letter={letter} />
          <PassItOn slug={letter.slug} title={edition.title} address={address} />
        </div>
      </div>
    </Layout>
  )
}
