import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { alikeOf, countOrganisations } from '../../src/desk/school-words'
import { deskPaths } from '../../src/desk-paths'
import type { Letter } from '../../src/letters/letter'
import { termsOf } from '../../src/register/terms'
import { aCampaigner, joinTeam, type Campaigner } from '../support/desk'
import { aLetter } from '../support/letters'
import { aSchool, register } from '../support/schools'
import { ada, change, numbersOf, signAndConfirm } from '../support/signers'
import { dumpTables, findInTables, rowsOf } from '../support/tables'

const typed = (...texts: string[]) => texts.map((text) => ({ text, signers: 1, wording: null }))

describe('typed schools', () => {
  it.each([
    ['case and apostrophes', 'St Mary’s PRIMARY', 'st marys primary'],
    ['Saint and St, with and without its full stop', 'Saint Mary’s', 'St. Mary’s'],
    ['accents', 'Ysgol Tŷ Newydd', 'Ysgol Ty Newydd'],
    ['& and and', 'Fen & Marsh Trust', 'Fen and Marsh Trust'],
    ['words that tell nothing apart', 'The Academy of Fenmoor', 'Academy Fenmoor School'],
    [
      'a place after a comma, where one has none',
      'St. Mary’s Primary',
      'St Marys primary school, Leeds',
    ],
    ['the same place', 'Oak School, Leeds', 'Oak, leeds'],
  ])('may be the same if they differ in %s', (_, one, other) => {
    expect(alikeOf(typed(one, other))).toHaveLength(1)
  })

  it.each([
    ['a letter', 'Oakfield Primary', 'Oakfeld Primary'],
    ['a kind of school', 'Oak Primary', 'Oak High'],
    ['an abbreviation', 'Oak Acad', 'Oak Academy'],
    ['their places', 'Oak Primary, Leeds', 'Oak Primary, York'],
    ['all, though they have nothing else to compare', 'The School', 'A School'],
  ])('are not put together if they differ in %s', (_, one, other) => {
    expect(alikeOf(typed(one, other))).toEqual([])
  })

  it('without a place are left alone where there are several', () => {
    expect(alikeOf(typed('Oak', 'Oak, Leeds', 'oak, Leeds', 'Oak, York'))).toMatchObject([
      [{ text: 'Oak, Leeds' }, { text: 'oak, Leeds' }],
    ])
  })

  it('are one organisation only once somebody has merged them', () => {
    const [one, other] = [...typed('Oak'), ...typed('oak')]

    expect(countOrganisations(typed('Oak', 'oak', 'Elm'))).toBe(3)
    const merged = [one, other].flatMap((text) => (text ? [{ ...text, wording: 'Oak' }] : []))
    expect(countOrganisations([...merged, ...typed('Elm')])).toBe(2)
    expect(alikeOf(merged)).toEqual([])
  })
})

let checker: Campaigner
let reader: Campaigner
beforeAll(async () => {
  checker = await aCampaigner()
  reader = await aCampaigner()
})

/** A letter whose signers typed these, each by another; or did, as far as the rows tell. */
async function aTyped(schools: string[]) {
  const letter = await aLetter()
  await env.DB.prepare(
    `INSERT INTO signature (id, letter_id, state, edition, name, role, school, public, updates,
                            number, created_at, expires_at, confirmed_at)
     SELECT ?1 || '.' || key, ?1, 'counted', 1, 'Somebody', 'head', value, 1, 0, 1 + key, 1, 1, 1
     FROM json_each(?2)`
  )
    .bind(letter.id, JSON.stringify(schools))
    .run()
  await joinTeam(letter, checker, 'checker')
  await joinTeam(letter, reader, 'reader')
  return letter
}

const page = (of: Letter, query = '') => checker.read(deskPaths.typedSchools(of.id) + query)

const merge = (of: Letter, text: string[], wording: string, who = checker) =>
  who.submit(deskPaths.typedSchools(of.id), {
    form: 'all',
    text,
    'wording-all': wording,
    act: 'merge',
  })

describe('the page of typed schools', () => {
  const ST_MARYS = ['St. Mary’s Primary', 'St Marys primary school, Leeds']

  it('suggests what may be the same, and merges on the desk alone what a checker says is', async () => {
    const letter = await aTyped([...ST_MARYS, 'Elm College', 'Elm College'])
    const numbers = async () => JSON.stringify({ ...(await numbersOf(letter)), as_of: '' })
    const before = await numbers()

    const first = await page(letter)
    expect(first).toContain('May be the same')
    expect(first).toContain('3 organisations, as merged by the team')
    expect((await merge(letter, ST_MARYS, ' St Mary’s,  Leeds ')).status).toBe(303)

    const merged = await page(letter)
    expect(merged).not.toContain('May be the same')
    expect(merged).toContain('2 organisations, as merged by the team')
    expect(merged).toContain('St Mary’s, Leeds')
    expect(await numbers()).toBe(before)
    expect(await reader.read(deskPaths.audit(letter.id))).toContain(
      'counted 2 typed schools as one organisation on the desk.'
    )

    await merge(letter, ST_MARYS, 'St Mary’s, Leeds')
    expect((await reader.read(deskPaths.audit(letter.id))).match(/counted 2 typed/g)).toHaveLength(
      1
    )
    const other = await aTyped(ST_MARYS)
    await merge(other, ST_MARYS, 'St Mary’s, Leeds')
    await checker.submit(deskPaths.typedSchools(letter.id), {
      act: 'split',
      wording: 'St Mary’s, Leeds',
    })
    expect(await page(letter)).toContain('3 organisations, as merged by the team')
    expect(await page(other)).toContain('1 organisation, as merged by the team')
  })

  it('takes later spellings into nothing by itself: they are suggested again', async () => {
    const letter = await aTyped(['Oak Trust', 'oak trust', 'Elm'])
    await merge(letter, ['Oak Trust', 'oak trust'], 'Oak Trust')
    await env.DB.prepare(
      `UPDATE signature SET school = 'The Oak Trust' WHERE letter_id = ? AND number = 3`
    )
      .bind(letter.id)
      .run()

    const html = await page(letter)
    expect(html).toContain('May be the same')
    expect(html).toContain('2 organisations, as merged by the team')
    expect(html).toMatch(/id="wording-alike-0"[^>]*value="Oak Trust"/)
  })

  it('shows nothing of signers who are not shown but how many they are, and no former school', async () => {
    const letter = await aTyped([])
    await signAndConfirm(letter, ada({ school: 'Elm College' }))
    await signAndConfirm(letter, ada({ school: 'Hushing Lane', public: '' }))
    await signAndConfirm(letter, ada({ school: 'Left Long Ago', role: 'retired' }))
    const gone = await signAndConfirm(letter, ada({ school: 'Taken Back Lane' }))
    await change(gone.visitor, gone.manage, 'withdraw')

    const html = await page(letter)
    expect(html).toContain('Elm College')
    expect(html).toContain('1 of all signers are not shown by name')
    expect(html).not.toContain('Hushing Lane')
    expect(html).not.toContain('Left Long Ago')
    expect(html).not.toContain('Taken Back Lane')
  })

  it('keeps no words of somebody who is erased, or who writes others', async () => {
    const school = 'Vanishing Lane Primary'
    const letter = await aTyped([])
    const gone = await signAndConfirm(letter, ada({ school }))
    const corrected = await signAndConfirm(letter, ada({ school: 'Fading Lane' }))
    await merge(letter, [school, 'Elm', 'Fading Lane'], 'Elm')

    await change(gone.visitor, gone.manage, 'erase')
    const { email: _, consent: __, edition: ___, ...said } = corrected.fields
    await change(corrected.visitor, corrected.manage, 'correct', { ...said, school: 'Yew' })

    expect(await findInTables([school, 'Fading Lane'], ['mail_sent', 'dev_mail'])).toEqual([])
    const kept = await rowsOf('SELECT typed FROM school_words WHERE letter_id = ?', letter.id)
    expect(kept).toEqual([{ typed: 'Elm' }])
  })

  it('names the one open school of the register that a text stands for, and guesses at none', async () => {
    const schools = [
      aSchool(920_101, { name: 'Thistle Academy', town: 'Fenmoor' }),
      aSchool(920_102, { name: 'Bramble Academy', town: 'Fenmoor' }),
      aSchool(920_103, { name: 'Bramble Academy', town: 'Quillham' }),
      aSchool(920_104, { name: 'Heather Academy', town: 'Fenmoor', isOpen: false }),
    ]
    await register(...schools)
    const terms = termsOf(schools.map((one) => ({ ...one, authorityName: 'Merrowdale' })))
    await env.DB.batch(
      [...terms].map(([term, { inName, inPlace }]) =>
        env.DB.prepare('INSERT INTO school_term (term, in_name, in_place) VALUES (?, ?, ?)').bind(
          term,
          inName,
          inPlace
        )
      )
    )
    const letter = await aTyped([
      'The Thistle Academy',
      'Bramble Academy',
      'bramble academy, Quillham',
      'Heather Academy',
    ])

    expect(await page(letter)).toContain('Which of these name a school')
    const [, hints = ''] = (await page(letter, '?register')).split('id="register"')
    const listed = hints.split('</section>')[0] ?? ''
    expect(listed.match(/number \d+ in the register/g)).toEqual([
      'number 920103 in the register',
      'number 920101 in the register',
    ])
    const none = await aTyped(['Nowhere at all'])
    expect(await page(none, '?register')).toContain('None of these is the name')
  })

  it('is for checkers, and writes nothing while it is read', async () => {
    const letter = await aTyped(ST_MARYS)
    const before = await dumpTables()
    await page(letter, '?register')
    await page(letter, '?after=1e999&skip=x')

    expect((await reader.visit(deskPaths.typedSchools(letter.id))).status).toBe(403)
    expect((await merge(letter, ST_MARYS, 'Mine', reader)).status).toBe(403)
    expect(await dumpTables()).toBe(before)
  })

  it('takes no press that can’t be read, and keeps what was typed', async () => {
    const letter = await aTyped(ST_MARYS)
    const wrong: [string, string[], string][] = [
      ['nothing ticked', [], 'St Mary’s'],
      ['no wording', ST_MARYS, ' '],
      ['a very long wording', ST_MARYS, 'St Mary’s '.repeat(20).trim()],
    ]
    for (const [what, texts, wording] of wrong) {
      const answer = await merge(letter, texts, wording)
      const html = await answer.text()
      expect([what, answer.status]).toEqual([what, 422])
      expect(html, what).toContain('There is a problem')
      expect(html, what).toContain(`value="${wording}"`)
    }
    const odd = await checker.submit(deskPaths.typedSchools(letter.id), { act: 'remove' })
    expect(odd.status).toBe(422)
    expect(await rowsOf('SELECT 1 FROM school_words WHERE letter_id = ?', letter.id)).toEqual([])
  })

  it('goes through many signatures part by part, and through many texts page by page', async () => {
    const letter = await aTyped(['Elm'])
    await env.DB.batch([
      env.DB.prepare(
        `WITH RECURSIVE i (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM i WHERE i < 151)
         INSERT INTO signature (id, letter_id, state, edition, name, role, school, public, updates,
                                number, created_at, expires_at, confirmed_at)
         SELECT ?1 || '.crowd-' || i, ?1, 'counted', 1, 'Somebody', 'head', 'Crowd ' || i, 1, 0,
                iif(i = 151, 2001, i), 1, 1, 1 FROM i`
      ).bind(letter.id),
      env.DB.prepare('UPDATE head SET confirmed = 2001 WHERE letter_id = ?').bind(letter.id),
    ])

    const first = await page(letter)
    expect(first).toContain('Of the signatory numbers 1 to 2,000')
    expect(first).toContain('150 organisations, as merged by the team')
    expect(first).toContain('The next of 50 more')
    expect(first).not.toContain('Crowd 151')
    const skipped = await page(letter, '?skip=100')
    expect(skipped.match(/name="text"/g)).toHaveLength(50)
    const second = await page(letter, '?after=2000')
    expect(second).toContain('Crowd 151')
    expect(second).toContain('1 organisation, as merged by the team')
  })
})
