import type { Letter } from '../../letters/letter'
import type { Totals } from '../../newsroom/totals'
import { paths } from '../../paths'
import type { StoredCheckpoint } from '../../proofs/checkpoint'
import { addressee } from '../ui/addressee'
import { HostNames } from '../ui/host-names'
import { Layout } from '../ui/layout'
import { Section } from '../ui/section'
import { CheckByHand } from './check-by-hand'
import { HowItIsMade } from './how-it-is-made'
import { CheckReceipt, NewestCheckpoint } from './keep-and-compare'
import { LedgerNumber } from './ledger-number'
import { NumberCheck } from './number-check'
import { TheKey, type NamedKey } from './the-key'
import { WhatItGivesAway, WhatItProves } from './what-it-proves'

type LedgerPageProps = {
  letter: Letter
  totals: Totals
  /** The newest signed head, of the same moment as the totals; null if nothing was signed yet. */
  checkpoint: StoredCheckpoint | null
  /** The keys that sign or have signed, under this ledger's name. */
  keys: NamedKey[]
  /** Its records don't agree, and a steward has to look. */
  stopped: boolean
  /** Where this site is, such as https://letters.example.org. */
  site: string
}

/** The ledger for people: what it says, how to check that, what it proves and what it can't. */
export function LedgerPage(props: LedgerPageProps) {
  const { letter, totals, keys, stopped, site } = props
  // A head of another size would say nothing of this number.
  const checkpoint = props.checkpoint?.size === totals.ledgerSize ? props.checkpoint : null
  return (
    <Layout title={`Ledger: ${letter.title}`} letter={letter}>
      <header class="hd">
        <p class="up">Ledger</p>
        <h1>{letter.title}</h1>
        <p>
          Open letter to {addressee(letter)}, from <HostNames hosts={letter.hosts} />. Every
          signature counted on it is an entry in a public ledger. Here you can check that the
          entries add up to the number, and that nobody has changed them since.
        </p>
        {letter.demonstration && (
          <p class="note">Demonstration letter: its people and schools are made up.</p>
        )}
        {stopped && <p class="note">{STOPPED}</p>}
      </header>
      <div {...toCheck(letter, totals)}>
        <Section id="number" title="The number">
          <LedgerNumber letter={letter} totals={totals} site={site} />
        </Section>
        <Section id="check" title="Check it here">
          {checkpoint ? <NumberCheck size={totals.ledgerSize} /> : <p>{NOT_SIGNED}</p>}
        </Section>
        <Section id="by-hand" title="Check it elsewhere">
          <CheckByHand letter={letter} size={totals.ledgerSize} site={site} keys={keys} />
        </Section>
        <Section id="made" title="How it is made">
          <HowItIsMade />
        </Section>
        {checkpoint && (
          <Section id="newest" title="The checkpoint">
            <NewestCheckpoint checkpoint={checkpoint} />
          </Section>
        )}
        <Section id="receipt" title="Your receipt">
          <CheckReceipt />
        </Section>
      </div>
      <Section id="proves" title="What it proves">
        <WhatItProves />
      </Section>
      <Section id="gives-away" title="What it gives away">
        <WhatItGivesAway />
      </Section>
      <Section id="key" title="The key">
        <TheKey keys={keys} />
      </Section>
      {checkpoint && <script type="module" src={paths.verifier()} />}
    </Layout>
  )
}

const STOPPED =
  'Our records of this letter don’t agree with each other, so nothing is written until someone has ' +
  'looked. Do not rely on the number until this note is gone; a check below may well fail.'

const NOT_SIGNED =
  'No checkpoint has been signed for this number yet. The next confirmation, correction or ' +
  'withdrawal brings one.'

/** What the script in the browser goes by. */
function toCheck({ uuid }: Letter, { counted, confirmed, withdrawn, removed }: Totals) {
  return {
    'data-ledger': paths.ledgerBase(uuid),
    'data-keys': paths.keyFile(),
    'data-counted': counted,
    'data-confirmed': confirmed,
    'data-withdrawn': withdrawn,
    'data-removed': removed,
  }
}
