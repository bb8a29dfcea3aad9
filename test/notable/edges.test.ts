import { describe, expect, it } from 'vitest'
import { formsOf } from '../../src/notable/fold'

/** Would a signer of this name be found on a list that has the other. */
function isFound(signed: string, listed: string): boolean {
  const [held = ''] = formsOf(listed)
  return formsOf(signed).includes(held)
}

describe('the edges of a name', () => {
  it.each([
    ['two letters written as one', 'Æthel Cœur', 'Aethel Coeur'],
    ['a capital of another alphabet, whose small letter looks alike', 'Օdօ Fenmoor', 'Odo Fenmoor'],
    ['two first names behind the comma', 'Maud Fenmoor, Odo', 'Odo Maud Fenmoor'],
    ['honours of a long name', 'Odo Maud Fenmoor OBE, PhD', 'Odo Maud Fenmoor'],
    ['a title of a long name', 'Dr Lady Odo Fenmoor', 'Odo Fenmoor'],
  ])('do not hide it: %s', (_, signed, listed) => {
    expect(isFound(signed, listed)).toBe(true)
  })

  it.each([
    ['a title for a first name', 'Lord Ng', 'Ng'],
    ['an honour for a surname', 'Ng Om', 'Ng'],
    ['three names, of which two are another’s', 'Odo Maud Fenmoor', 'Maud Fenmoor'],
    ['another first name behind the comma', 'Fenmoor, Ada', 'Odo Fenmoor'],
  ])('are no edge: %s', (_, signed, listed) => {
    expect(isFound(signed, listed)).toBe(false)
    expect(isFound(listed, signed)).toBe(false)
  })
})
