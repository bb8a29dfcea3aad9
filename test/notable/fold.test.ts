import { describe, expect, it } from 'vitest'
import { formsOf } from '../../src/notable/fold'

/** Would a signer of this name be found on a list that has the other. */
function isFound(signed: string, listed: string): boolean {
  const [held = ''] = formsOf(listed)
  return formsOf(signed).includes(held)
}

const LISTED = 'Ottoline Brackenridge'

describe('a name on a list of notable names', () => {
  it.each([
    ['in capitals', 'OTTOLINE BRACKENRIDGE'],
    ['in small letters', 'ottoline brackenridge'],
    ['the family name first', 'Brackenridge, Ottoline'],
    ['with accents', 'Öttolíne Brackenrïdge'],
    ['with marks that overprint', 'Ottoline\u0336 Brackenridge'],
    ['with a joiner that nobody sees', 'Otto\u200Dline Brackenridge'],
    ['Cyrillic letters in it', 'Оttоlinе Вrасkеnridgе'],
    ['Greek capitals', 'ΟΤΤΟLΙΝΕ ΒRΑCΚΕΝRΙDGΕ'],
    ['full-width letters', 'Ｏｔｔｏｌｉｎｅ Ｂｒａｃｋｅｎｒｉｄｇｅ'],
    ['mathematical letters', '𝓞𝓽𝓽𝓸𝓵𝓲𝓷𝓮 𝗕𝗿𝗮𝗰𝗸𝗲𝗻𝗿𝗶𝗱𝗴𝗲'],
    ['small capitals', 'Oᴛᴛᴏʟɪɴᴇ Bʀᴀᴄᴋᴇɴʀɪᴅɢᴇ'],
    ['Cherokee letters', 'Ꭴttoline Ᏼrackenridge'],
    ['Lisu letters', 'ꓳttoline ꓐrackenridge'],
    ['digits for letters', '0tt0l1n3 8r4ck3nr1dg3'],
    ['signs for letters', 'Ottol!ne Br@ckenridge'],
    ['a capital I for an l', 'OttoIine Brackenridge'],
    ['a small l for an i', 'Ottollne Brackenrldge'],
    ['a title', 'Dame Ottoline Brackenridge'],
    ['titles and honours', 'The Rt Hon. Dr Ottoline Brackenridge CBE, MP'],
    ['an office before it', 'Prime Minister Ottoline Brackenridge'],
    ['an office of several words', 'Secretary of State for Education Ottoline Brackenridge'],
    ['an office behind an office', 'Chief Inspector of Schools Ottoline Brackenridge'],
    ['the honours of a dame', 'Dame Ottoline Brackenridge DCB DL'],
    ['a claim', 'Real Ottoline Brackenridge Official'],
    ['a title behind the comma', 'Brackenridge, Dr Ottoline'],
    ['a middle name', 'Ottoline Maud Brackenridge'],
    ['a middle initial', 'Ottoline M. Brackenridge'],
    ['a number behind it', 'Ottoline Brackenridge 2'],
    ['what they are', 'Ottoline Brackenridge, Secretary of State'],
    ['what they are in brackets', 'Ottoline Brackenridge (the real one)'],
    ['what they are behind a dash', 'Ottoline Maud Brackenridge – Minister'],
    ['a constituency', 'Ottoline Brackenridge MP for Fenmoor'],
    ['a mark of exclamation', 'Ottoline Brackenridge!'],
    ['full stops', 'ottoline.brackenridge'],
  ])('is found with %s', (_, signed) => {
    expect(isFound(signed, LISTED)).toBe(true)
  })

  it.each([
    ['rn for m', 'Odo Hamrner', 'Odo Hammer'],
    ['vv for w', 'Odo VVinter', 'Odo Winter'],
    ['another hyphen', 'Una Fen‑Salter', 'Una Fen-Salter'],
    ['no hyphen', 'Una Fen Salter', 'Una Fen-Salter'],
    ['a middle name before a hyphen', 'Una Maud Fen-Salter', 'Una Fen-Salter'],
    ['another apostrophe', 'Tess O’Fenmoor', "Tess O'Fenmoor"],
    ['no apostrophe', 'Tess OFenmoor', "Tess O'Fenmoor"],
    ['letters of two', 'Bjorn Strasse', 'Bjørn Straße'],
    ['who is known by an office', 'HRH Prince Odo', 'Prince Odo'],
    ['a king’s number', 'King Odo', 'King Odo III'],
    ['one name only', 'Quillfeatherina', 'QUILLFEATHERINA'],
  ])('is found with %s', (_, signed, listed) => {
    expect(isFound(signed, listed)).toBe(true)
  })

  it.each([
    ['an initial', 'O. Brackenridge', LISTED],
    ['another first name', 'Odette Brackenridge', LISTED],
    ['the family name alone', 'Brackenridge', LISTED],
    ['the first name alone', 'Ottoline', LISTED],
    ['somebody of the family', 'Ottoline Brackenridge-Salter', LISTED],
    ['a double first name', 'Odo-Maud Salter', 'Odo Salter'],
    ['a name within another', 'Maud Ottoline Brackenridge', LISTED],
    ['names in Chinese', '李 明', '王 明'],
    ['names in Cyrillic', 'Жанна Лисица', 'Жанна Синица'],
    ['names in Arabic', 'ليلى سالم', 'ليلى سليم'],
    ['doubled letters', 'Otoline Brackenridge', LISTED],
    ['a surname like a title', 'Ng Lord', 'Ng'],
  ])('is not found by %s', (_, signed, listed) => {
    expect(isFound(signed, listed)).toBe(false)
  })

  it('keeps names of all kinds apart, and finds each of them by itself', () => {
    const names = ['Łukasz Fenmoor', 'Siân Fenmoor', "O'Brien Fenmoor", '李', 'Ng Fenmoor', 'Ng Ma']
    names.push('Sir', 'Dr Lady', 'Ada', '李明', '김 하늘', 'नीला वर्मा', 'Jo', 'X Æ')

    const found = names.map((one) => names.filter((other) => isFound(one, other)))

    expect(found).toEqual(names.map((name) => [name]))
  })

  it('has at most three forms, and none if there is nothing to compare', () => {
    const long = 'The Rt Hon Dame Ada-Maud Jane Quill of Fenmoor (MP), Minister - Ring 2'
    expect(formsOf(long).length).toBeLessThanOrEqual(3)
    for (const empty of ['', ' ', '12', '!?', '\u0301']) expect(formsOf(empty)).toEqual([])
  })
})
