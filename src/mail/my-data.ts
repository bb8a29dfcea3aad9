import { deskPaths } from '../desk-paths'
import { paths } from '../paths'
import type { Besides, Holding } from './chosen'
import { frame, type Block, type Site } from './frame'
import { oneLine } from './in-words'
import type { Content } from './message'
import { standingInWords } from './standing-in-words'

export type MyData = {
  holdings: HeldInMail[]
  besides: BesidesInMail[]
  suppressed: boolean
}

type HeldInMail = Omit<Holding, 'link'> & { link: string }
type BesidesInMail = Omit<Besides, 'link'> & { link: string }

/** Tells the reader of an address about every letter that it is held for. */
export function myData({ holdings, besides, suppressed }: MyData, site: Site): Content {
  const isSigned = holdings.length > 0
  const isHeld = isSigned || besides.length > 0
  return frame(site, {
    subject:
      isHeld || suppressed
        ? 'What we hold for this address'
        : 'We hold no signature for this address',
    body: [
      ...(isSigned ? [] : ['We hold no signature for this address.']),
      ...holdings.flatMap((held) => heldBlocks(held, site)),
      ...besides.flatMap(besideBlocks),
      ...(isHeld ? [CAREFUL] : []),
      ...(suppressed ? [SUPPRESSED] : []),
      [...APART, { to: site.origin + deskPaths.home() }],
    ],
    because:
      'You get this mail because somebody asked, with this address, what we hold for it. If ' +
      'that wasn’t you, there is nothing to do: only this mailbox has the answer.',
  })
}

function heldBlocks({ letter, state, disowned, link }: HeldInMail, { origin }: Site): Block[] {
  const { name, contact } = letter.controller
  const pending = state === 'pending'
  return [
    standingInWords[state],
    { letter },
    ...(pending && disowned ? [DISOWNED] : []),
    { link, label: pending ? 'Confirm it, or say it wasn’t you' : 'See or change it' },
    [
      `Who answers for how your data is used: ${name}, `,
      { to: contact },
      ...(letter.unlisted
        ? []
        : [' – privacy notice: ', { to: origin + paths.privacy(letter.slug) }]),
    ],
  ]
}

function besideBlocks({ what, about, name, state, link }: BesidesInMail): Block[] {
  const title = oneLine(about)
  if (what === 'follow') {
    return [
      `This address gets the news of “${title}”, and is kept, encrypted, for that.`,
      { link, label: 'No more of this news' },
    ]
  }
  const pending = state === 'pending'
  // What nobody confirmed may be anybody's words.
  return [
    pending
      ? `Somebody gave this address to sign for an organisation the open letter “${title}”.`
      : `This address signed for an organisation, ${oneLine(name ?? '')}, the open letter “${title}”.`,
    { link, label: pending ? 'Confirm it, or say it wasn’t you' : 'See or change it' },
  ]
}

const DISOWNED =
  'You once said “this wasn’t me”. If you do want to sign, this link does it; otherwise ignore it.'

const CAREFUL =
  'Each link shows what we hold there. Whoever has it can change or erase that, so please don’t ' +
  'pass this mail on.'

// Nobody is looked up there for this mail, so it has to hold for every address.
const APART = [
  'This is about signatures, news and organisations. An address that has a desk here, to write ' +
    'letters, is kept with it: to have a desk deleted, write to whoever runs this site. One that ' +
    'was asked something, or that reported a name, is kept until that is answered or its time is ' +
    'over. What a desk has to do with you is shown there: ',
]

const SUPPRESSED =
  'Somebody at this address once told us “this wasn’t me”. We keep a fingerprint of the address, ' +
  'not the address, so that we don’t write to it about that letter again.'
