import type { Holding } from './chosen'
import { frame, type Block, type Site } from './frame'
import type { Content } from './message'
import { standingInWords } from './standing-in-words'

export type MyData = { holdings: (Omit<Holding, 'link'> & { link: string })[]; suppressed: boolean }

/** Tells the reader of an address about every letter that it is held for. */
export function myData({ holdings, suppressed }: MyData, site: Site): Content {
  const body: Block[] = holdings.flatMap(({ letter, state, link }) => [
    standingInWords[state],
    { letter },
    { link, label: state === 'pending' ? 'Confirm it, or say it wasn’t you' : 'See or change it' },
  ])
  return frame(site, {
    subject: holdings.length > 0 ? 'What we hold for this address' : 'We hold nothing',
    body: [
      ...(holdings.length > 0 ? body : ['We hold no signature for this address.']),
      ...(holdings.length > 0 ? [CAREFUL] : []),
      ...(suppressed ? [SUPPRESSED] : []),
    ],
    because:
      'You get this mail because somebody asked, with this address, what we hold for it. If ' +
      'that wasn’t you, there is nothing to do: only this mailbox has the answer.',
  })
}

const CAREFUL =
  'Each link shows everything we hold about that signature. Whoever has it can change or erase ' +
  'the signature, so please don’t pass this mail on.'

const SUPPRESSED =
  'Somebody at this address once told us “this wasn’t me”. We keep a fingerprint of the address, ' +
  'not the address, so that we don’t write to it about that letter again.'
