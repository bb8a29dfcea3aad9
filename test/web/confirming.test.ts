import { describe, expect, it } from 'vitest'
import { paths } from '../../src/paths'
import { aLetter } from '../support/letters'
import { ada, confirm, numbersOf, signAndConfirm, signUp } from '../support/signers'

describe('confirming', () => {
  it('counts nobody when the link is only opened', async () => {
    const letter = await aLetter()
    const { visitor, link } = await signUp(letter)

    await visitor.visit(link)

    expect(await numbersOf(letter)).toMatchObject({ counted: 0, awaiting_confirmation: 1 })
  })

  it('counts a signer who says yes, and shows their number and name', async () => {
    const letter = await aLetter()

    const { page } = await signAndConfirm(letter, ada({ name: 'Grace Inkwell' }))

    expect(page).toContain('signatory number')
    expect(page).toContain('Grace Inkwell')
    expect(await numbersOf(letter)).toMatchObject({ counted: 1, awaiting_confirmation: 0 })
  })
})
