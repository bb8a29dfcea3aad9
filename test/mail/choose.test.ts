import { describe, expect, it } from 'vitest'
import type { Asked } from '../../src/mail/outbox'
import { choose } from '../../src/mail/choose'
import type { ClaimedRow, KnownLetter, OwnSignature, Situation } from '../../src/mail/situation'
import { at, hours, NOON } from './rows'

const letter: KnownLetter = {
  id: 1,
  slug: 'twelve-points',
  title: 'Twelve points',
  addressedTo: 'The Chief Inspector',
  hosts: ['Fenmoor Heads'],
  controller: { name: 'Fenmoor Heads', contact: 'data@example.org', address: '1 Made Up Lane' },
  edition: 2,
  open: true,
  acceptsUntil: Infinity,
}

const later = NOON + hours(24)
const own: OwnSignature = {
  id: '1.own',
  letterId: 1,
  state: 'pending',
  number: null,
  edition: 1,
  expiresAt: later,
  addressKept: 0,
  shown: 1,
  wanted: null,
  offWhy: null,
  offSentence: null,
}
const other = { ...own, id: '1.other', state: 'counted' as const, number: 7 }

const checked = { ...own, state: 'held' as const }

const nothing: Situation = {
  letter,
  own: null,
  standing: null,
  pending: null,
  suppressed: false,
  unreachable: false,
  held: [],
  besides: [],
  checkpoint: null,
  rewording: null,
  update: null,
  before: [],
}

function chosenFor(asked: Asked, known: Partial<Situation>) {
  const row: ClaimedRow = {
    id: 'row',
    asked,
    letterId: asked === 'my-data' ? null : 1,
    signatureId: null,
    toKey: 'key',
    details: null,
    createdAt: NOON,
  }
  const choice = choose(row, { ...nothing, ...known }, at(NOON))
  return 'skip' in choice ? 'nothing' : `${choice.chosen.mail} for ${choice.signatureId}`
}

describe('a promised mail', () => {
  it.each<[string, Asked, Partial<Situation>, string]>([
    ['the signature is pending', 'confirm', { own }, 'confirm for 1.own'],
    ['the signature is gone', 'confirm', {}, 'nothing'],
    ['it is counted', 'confirm', { own: { ...own, state: 'counted' } }, 'nothing'],
    ['it is counted and stands', 'confirm', { own: other, standing: other }, 'nothing'],
    ['it is being checked', 'confirm', { own: { ...own, state: 'held' } }, 'nothing'],
    ['it was disowned', 'confirm', { own: { ...own, state: 'disowned' } }, 'nothing'],
    ['it has expired', 'confirm', { own: { ...own, expiresAt: NOON } }, 'nothing'],
    [
      'the letter closed a day ago',
      'confirm',
      { own, letter: { ...letter, acceptsUntil: NOON } },
      'nothing',
    ],
    ['what was typed is gone', 'confirm', { own: { ...own, state: 'emptied' } }, 'nothing'],
    [
      'what was typed is gone and the address has signed',
      'confirm',
      { own: { ...own, state: 'emptied' }, standing: other },
      'already-signed for 1.other',
    ],
    [
      'what was typed is gone and the address has withdrawn',
      'confirm',
      { own: { ...own, state: 'emptied' }, standing: { ...other, state: 'withdrawn' } },
      'nothing',
    ],
    ['the letter is gone', 'confirm', { own, letter: null }, 'nothing'],
    ['the address said no', 'confirm', { own, suppressed: true }, 'nothing'],
    [
      'the address said no and has signed',
      'confirm',
      { own, standing: other, suppressed: true },
      'nothing',
    ],
    ['the address has signed', 'confirm', { own, standing: other }, 'already-signed for 1.other'],
    [
      'the address is being checked',
      'confirm',
      { own, standing: { ...other, state: 'held' } },
      'already-signed for 1.other',
    ],
    [
      'the address has withdrawn',
      'confirm',
      { own, standing: { ...other, state: 'withdrawn' } },
      'confirm for 1.own',
    ],
    [
      'the signature is gone and the address has signed',
      'confirm',
      { standing: other },
      'already-signed for 1.other',
    ],

    ['the address is unknown', 'links', {}, 'nothing'],
    ['the address has signed', 'links', { standing: other }, 'your-links for 1.other'],
    [
      'the address has withdrawn',
      'links',
      { standing: { ...other, state: 'withdrawn' }, pending: own },
      'your-links for 1.other',
    ],
    ['a signature is pending', 'links', { pending: own }, 'confirm for 1.own'],
    [
      'it is pending and the address said no',
      'links',
      { pending: own, suppressed: true },
      'nothing',
    ],
    [
      'the address has withdrawn and said no',
      'links',
      { standing: { ...other, state: 'withdrawn' }, suppressed: true },
      'nothing',
    ],

    ['nothing is held', 'my-data', {}, 'my-data for null'],
    ['the letter is gone', 'my-data', { letter: null }, 'my-data for null'],

    ['the signature is counted', 'counted', { own: other }, 'counted for 1.other'],
    ['it was withdrawn since', 'counted', { own: { ...other, state: 'withdrawn' } }, 'nothing'],
    ['it was erased since', 'counted', {}, 'nothing'],
    ['the signature is counted', 'changed', { own: other }, 'changed for 1.other'],
    ['it was erased since', 'changed', {}, 'nothing'],
    ['it stays withdrawn', 'withdrawn', { own: other }, 'withdrawn for 1.other'],
    ['nothing is left', 'erased', {}, 'erased for null'],
    ['it is being checked', 'held', { own: checked }, 'held for 1.own'],
    ['it is counted by now', 'held', { own: other }, 'nothing'],
    ['it was refused', 'refused', { own: { ...own, state: 'refused' } }, 'refused for 1.own'],
    ['it is looked at again', 'refused', { own: checked }, 'nothing'],
    ['it was removed', 'removed', { own: { ...own, state: 'removed' } }, 'removed for 1.own'],
    ['it is back by now', 'removed', { own: other }, 'nothing'],
    ['it is back', 'reinstated', { own: other }, 'reinstated for 1.other'],
    ['it was removed once more', 'reinstated', { own: { ...other, state: 'removed' } }, 'nothing'],
    ['the words are newer', 'say-again', { own: checked }, 'say-again for 1.own'],
    [
      'it is a yes to the newest by now',
      'say-again',
      { own: { ...checked, edition: 2 } },
      'nothing',
    ],
    [
      'nobody can say yes any more',
      'say-again',
      { own: checked, letter: { ...letter, acceptsUntil: NOON } },
      'nothing',
    ],
    ['it is deleted', 'lapsed', {}, 'lapsed for null'],
    ['a steward must look', 'alarm', { letter: null }, 'alarm for null'],
  ])('becomes, when %s (%s)', (_, asked, known, expected) => {
    expect(chosenFor(asked, known)).toBe(expected)
  })

  it.each(['confirm', 'links', 'my-data'] as const)(
    'is skipped past the caps if asked for: %s',
    (asked) => {
      const letterId = asked === 'my-data' ? null : 1
      const before = Array.from({ length: 3 }, () => ({ letterId, confirms: false, at: NOON - 1 }))

      expect(chosenFor(asked, { own, standing: null, pending: own, before })).toBe('nothing')
    }
  )

  it('about a signature that a case left out has the sentence of that case', () => {
    const details = JSON.stringify({ sentence: 'Signed by a program.' })
    const row = { ...claimed, asked: 'removed' as const, details, createdAt: NOON }
    const known = { ...nothing, own: { ...own, state: 'removed' as const } }

    expect(choose(row, known, at(NOON))).toMatchObject({
      chosen: { sentence: 'Signed by a program.' },
    })
  })

  it.each(['counted', 'changed', 'withdrawn', 'erased', 'alarm'] as const)(
    'goes past the caps if it follows from what its reader did: %s',
    (asked) => {
      const before = Array.from({ length: 9 }, () => ({
        letterId: 1,
        confirms: true,
        at: NOON - 1,
      }))

      expect(chosenFor(asked, { own: other, before })).toContain(asked)
    }
  )

  const claimed = { id: 'row', letterId: 1, signatureId: own.id, toKey: 'key', details: null }

  it.each([
    ['kept', 1, true],
    ['gone', 0, false],
  ] as const)('knows of a counted signature that its address is %s', (_, addressKept, said) => {
    const row = { ...claimed, asked: 'counted' as const, createdAt: NOON }

    expect(choose(row, { ...nothing, own: { ...other, addressKept } }, at(NOON))).toMatchObject({
      chosen: { number: 7, addressKept: said },
    })
  })

  it.each([true, false])('knows whether a withdrawn letter can be signed again: %s', (open) => {
    const row = { ...claimed, asked: 'withdrawn' as const, createdAt: NOON }
    const known = { ...nothing, own: other, letter: { ...letter, open } }

    expect(choose(row, known, at(NOON))).toMatchObject({ chosen: { mail: 'withdrawn', open } })
  })

  it('says how long a confirmation works when its letter closes before the signature expires', () => {
    const row = { ...claimed, asked: 'confirm' as const, createdAt: NOON }
    const closing = { ...letter, acceptsUntil: NOON + hours(2) }

    expect(choose(row, { ...nothing, own, letter: closing }, at(NOON))).toMatchObject({
      chosen: { worksUntil: NOON + hours(2), link: { expiresAt: later } },
    })
  })
})
