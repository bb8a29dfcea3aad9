import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { GRACE_MS } from '../../src/letters/state'
import { addressKey } from '../../src/mailbox'
import { nameKey } from '../../src/registrar/name-key'
import { recountLetter } from '../../src/registrar/recount-letter'
import { rereadDue } from '../../src/registrar/reread-due'
import { columnOf, NOBODY_AT, NOBODY_THERE } from '../../src/registrar/school-tally'
import { aLetter } from '../support/letters'
import { aSchool, register } from '../support/schools'
import { findInTables, rowsOf } from '../support/tables'
import { audit, headOf, rowOf } from './audit'
import {
  aSigner,
  correction,
  heldYes,
  master,
  NOON,
  reinstatement,
  removal,
  tell,
  together,
  yes,
} from './people'

const HIGH = aSchool(900_201, { name: 'Fenmoor High School', town: 'Fenmoor' })
const PRIMARY = aSchool(900_202, {
  name: 'Fenmoor Primary School',
  town: 'Saltby',
  phase: 'primary',
  authority: 'fenmoor',
  domain: HIGH.domain,
})
const WELSH = aSchool(6_602_131, {
  country: 'wales',
  authority: 'ynys-fallow',
  inShares: false,
  domain: null,
  domainWhy: 'no-website',
})
const SCHOOLS = [HIGH, PRIMARY, WELSH]

const HEAD = { urn: '900201', email: `head@${HIGH.domain}` }
const HEAD_BESIDES = { ...HEAD, email: `headteacher@${HIGH.domain}` }

beforeAll(async () => {
  await register(...SCHOOLS)
  await env.DB.prepare(
    `INSERT INTO register (country, name, as_of, imported_at, schools, is_extract)
     VALUES ('wales', 'A later one, of Wales', '2026-05-02', 0, 0, 0)`
  ).run()
})

describe('a signature that names schools of the register', () => {
  it('is counted at the place of the first, and under the register’s names', async () => {
    const letter = await aLetter()
    const signer = await counted(letter, { urn: '900202 900201', country: 'scotland' })

    expect(await rowOf(signer.id)).toMatchObject({
      school: 'Fenmoor Primary School, Saltby; Fenmoor High School',
      urns: '900202 900201',
      authority: 'fenmoor',
      phase: 'primary',
      school_type: 'academy',
      country: 'england',
    })
    expect(await placesOf(letter)).toEqual([
      { authority: 'fenmoor', shown: 1, schools_shown: 1, head_schools_shown: 1 },
      { authority: 'merrowdale', shown: 0, schools_shown: 1, head_schools_shown: 1 },
    ])
    await audit(letter)
  })

  it('counts a school once, however many sign, and until the last has gone', async () => {
    const letter = await aLetter()
    const first = await counted(letter, { urn: '900201' })
    const second = await counted(letter, { urn: '900201', role: 'parent' })
    await counted(letter, { urn: '900201', public: '' })
    expect(await placesOf(letter)).toMatchObject([{ shown: 2, schools_shown: 1 }])

    await tell(letter, { verb: 'withdraw', id: first.id, at: NOON })
    expect(await placesOf(letter)).toMatchObject([{ schools_shown: 1, head_schools_shown: 0 }])
    await tell(letter, { verb: 'erase', id: second.id, at: NOON })
    expect(await placesOf(letter)).toMatchObject([{ shown: 0, schools_shown: 0 }])
    await audit(letter)
  })

  it('moves with a correction, and leaves nothing behind', async () => {
    const letter = await aLetter()
    const signer = await counted(letter, { urn: '900201' })

    const outcome = await tell(letter, correction(signer, { urn: [900_202] }))

    expect(outcome).toMatchObject({ outcome: 'corrected' })
    expect(await placesOf(letter)).toEqual([
      { authority: 'fenmoor', shown: 1, schools_shown: 1, head_schools_shown: 1 },
      { authority: 'merrowdale', shown: 0, schools_shown: 0, head_schools_shown: 0 },
    ])
    await audit(letter)
  })

  it('of a school that the register lacks is sent back, and nothing is counted', async () => {
    const letter = await aLetter()
    const signer = await aSigner(letter, { urn: '900201' }, NOON, SCHOOLS)
    const lost = { ...signer, form: { ...signer.form, urn: [900_999] } }

    const answer = await tell(letter, yes(lost))

    expect(answer).toMatchObject({ outcome: 'invalid' })
    expect(await rowOf(signer.id)).toMatchObject({ state: 'pending' })
  })

  it('leaves all of its schools when its signer is erased, by whichever of their signatures', async () => {
    const letter = await aLetter()
    const first = await counted(letter, HEAD)
    await tell(letter, { verb: 'withdraw', id: first.id, at: NOON })
    await counted(letter, { ...HEAD, urn: '900202' })

    await tell(letter, { verb: 'erase', id: first.id, at: NOON })

    expect(await placesOf(letter)).toMatchObject([{ schools_shown: 0 }, { schools_shown: 0 }])
    await audit(letter)
  })

  it('keeps no school where it is disowned, or the same person confirms another', async () => {
    const letter = await aLetter()
    const [one, other, disowned] = [
      await aSigner(letter, HEAD, NOON, SCHOOLS),
      await aSigner(letter, HEAD, NOON, SCHOOLS),
      await aSigner(letter, HEAD_BESIDES, NOON, SCHOOLS),
    ]
    expect(await rowOf(other.id)).toMatchObject({ urns: '900201' })

    await tell(letter, yes(one))
    await tell(letter, { verb: 'disown', id: disowned.id, at: NOON })

    expect(await rowOf(other.id)).toMatchObject({ state: 'pending', urns: null })
    expect(await rowOf(disowned.id)).toMatchObject({ state: 'disowned', urns: null })
  })

  it('of a school that somebody has left says its name, and enters no place', async () => {
    const letter = await aLetter()
    const signer = await counted(letter, { urn: '900201', role: 'retired' })

    const row = await rowOf(signer.id)

    expect(row).toMatchObject({ school: 'Fenmoor High School', urns: null, authority: null })
    expect(row).toMatchObject({ assured_because: 'former' })
    expect(await placesOf(letter)).toEqual([])
  })
})

describe('what stands behind a role', () => {
  it('is decided by the address that says yes, and stored with its reason and register', async () => {
    const letter = await aLetter()
    const head = await counted(letter, HEAD)
    const colleague = await counted(letter, {
      ...HEAD,
      email: `b.inkwell@${HIGH.domain}`,
      role: 'parent',
      name: 'Bea Inkwell',
    })
    const elsewhere = await counted(letter, {
      urn: '900201',
      email: 'ada@elsewhere.example.com',
      name: 'Cal Inkwell',
    })

    const [one, two, three] = await Promise.all(
      [head, colleague, elsewhere].map(({ id }) => rowOf(id))
    )
    expect(one).toMatchObject({ assurance: 'named-head', assured_because: 'named', assured_by: 77 })
    expect(one).toMatchObject({
      named_urns: '900201',
      mailbox_urns: '900201',
      mailbox_look: 'role',
    })
    expect(two).toMatchObject({ assurance: 'school-mailbox', assured_because: 'no-head-role' })
    expect(three).toMatchObject({ assurance: 'self-declared', assured_because: 'another-domain' })
    await audit(letter)
  })

  it('names as many heads of a school as its register, and lists the next for a checker', async () => {
    const letter = await aLetter()
    await counted(letter, HEAD)
    const next = await counted(letter, { ...HEAD, email: `headteacher@${HIGH.domain}` })

    expect(await rowOf(next.id)).toMatchObject({
      assurance: 'school-mailbox',
      assured_because: 'enough-named',
    })
    expect(await doubtsOf(letter)).toEqual([
      { kind: 'more-heads', urn: 900_201, number: 2, other: 0 },
      { kind: 'same-name', urn: 900_201, number: 2, other: 1 },
    ])
    await audit(letter)
  })

  it('names no more of them either where they come and go at the same moment', async () => {
    const letter = await aLetter()
    const heads = await Promise.all(
      ['head', 'headteacher', 'principal', 'thehead'].map((local) =>
        aSigner(letter, { ...HEAD, email: `${local}@${HIGH.domain}` }, NOON, SCHOOLS)
      )
    )
    const [one, two, three, four] = heads
    if (!one || !two || !three || !four) throw new Error('Nobody signed.')
    const named = async () => {
      const rows = await Promise.all(heads.map(({ id }) => rowOf(id)))
      return rows.map((row) => row?.state === 'counted' && row.assurance === 'named-head')
    }

    await together(letter, [yes(one), yes(two)])
    expect(await named()).toEqual([true, false, false, false])
    await together(letter, [{ verb: 'withdraw', id: one.id, at: NOON }, yes(three)])
    expect(await named()).toEqual([false, false, true, false])
    await together(letter, [{ verb: 'erase', id: three.id, at: NOON }, yes(four)])
    expect(await named()).toEqual([false, false, false, true])
    await audit(letter)
  })

  it('is decided as it would have been for who said no by mistake', async () => {
    const letter = await aLetter()
    const signer = await aSigner(letter, HEAD, NOON, SCHOOLS)

    await tell(letter, { verb: 'disown', id: signer.id, at: NOON })
    expect(await rowOf(signer.id)).toMatchObject({ name: null, school: null, urns: null })
    await tell(letter, yes(signer))

    expect(await rowOf(signer.id)).toMatchObject({ assurance: 'named-head', named_urns: '900201' })
    await audit(letter)
  })

  it('goes with the school it belongs to, and comes back with it', async () => {
    const letter = await aLetter()
    const signer = await counted(letter, { ...HEAD, urn: '900202 900201' })
    expect(await rowOf(signer.id)).toMatchObject({ named_urns: '900202 900201' })

    await tell(letter, correction(signer, { urn: [6_602_131] }))
    expect(await rowOf(signer.id)).toMatchObject({ assurance: 'self-declared', named_urns: null })
    await tell(letter, correction(signer, { urn: [900_202] }))
    expect(await rowOf(signer.id)).toMatchObject({ assurance: 'named-head', named_urns: '900202' })
    const titled = { urn: [900_202], name: 'Ms Ada Quillfeather' }
    await tell(letter, correction(signer, titled))
    expect(await rowOf(signer.id)).toMatchObject({ assurance: 'named-head', named_urns: '900202' })
    await tell(letter, correction(signer, { ...titled, role: 'parent' }))
    expect(await rowOf(signer.id)).toMatchObject({ assured_because: 'no-head-role' })
    await tell(letter, correction(signer, { urn: [900_202], name: 'Bea Inkwell' }))
    expect(await rowOf(signer.id)).toMatchObject({ assurance: 'school-mailbox' })
    await audit(letter)
  })

  it('is given again to who was away at those schools only that have room for them', async () => {
    const letter = await aLetter()
    const first = await counted(letter, { ...HEAD, urn: '900202 900201' })
    await tell(letter, { verb: 'withdraw', id: first.id, at: NOON })
    await counted(letter, { ...HEAD, email: `principal@${HIGH.domain}` })

    await tell(letter, { verb: 'sign-again', id: first.id, edition: 1, at: NOON })

    expect(await rowOf(first.id)).toMatchObject({ assurance: 'named-head', named_urns: '900202' })
    await audit(letter)
  })

  it('is not given again to who was away, if the register’s head has come meanwhile', async () => {
    const letter = await aLetter()
    const first = await counted(letter, HEAD)
    await tell(letter, { verb: 'withdraw', id: first.id, at: NOON })
    await counted(letter, { ...HEAD, email: `principal@${HIGH.domain}` })

    await tell(letter, { verb: 'sign-again', id: first.id, edition: 1, at: NOON })

    expect(await rowOf(first.id)).toMatchObject({ assured_because: 'enough-named' })
    await audit(letter)
  })
})

describe('a school mailbox that is added', () => {
  it('raises what stands behind the role, and stays as a keyed hash', async () => {
    const letter = await aLetter()
    const signer = await counted(letter, { urn: '900201', email: 'ada@elsewhere.example.com' })

    expect(await raise(letter, signer.id, HEAD.email)).toMatchObject({ outcome: 'raised' })

    const row = await rowOf(signer.id)
    expect(row).toMatchObject({ assurance: 'named-head', state: 'counted' })
    expect(row?.mailbox_key).toBe(await addressKey(master, HEAD.email))
    expect(await raise(letter, signer.id, HEAD.email)).toMatchObject({ outcome: 'raised' })
    await audit(letter)
  })

  it('lowers nothing, and says why it raises nothing', async () => {
    const letter = await aLetter()
    const signer = await counted(letter, HEAD)
    const before = await rowOf(signer.id)

    expect(await raise(letter, signer.id, `office@${HIGH.domain}`)).toMatchObject({
      outcome: 'no-higher',
    })
    expect(await raise(letter, signer.id, 'ada@elsewhere.example.com')).toMatchObject({
      outcome: 'no-higher',
    })

    expect(await rowOf(signer.id)).toEqual(before)
  })

  it('stands behind one signature of a letter, whether it signed or was added', async () => {
    const letter = await aLetter()
    const [one, other] = [
      await counted(letter, { urn: '900201', email: 'one@elsewhere.example.com' }),
      await counted(letter, { urn: '900201', email: 'other@elsewhere.example.com' }),
    ]
    await counted(letter, { urn: '900201', email: `b.inkwell@${HIGH.domain}`, name: 'Bea Inkwell' })

    expect(await raise(letter, one.id, HEAD.email)).toMatchObject({ outcome: 'raised' })
    expect(await raise(letter, other.id, HEAD.email)).toMatchObject({ outcome: 'mailbox-taken' })
    expect(await raise(letter, other.id, `b.inkwell@${HIGH.domain}`)).toMatchObject({
      outcome: 'mailbox-taken',
    })
    const late = await counted(letter, { ...HEAD, name: 'Ada Quillfeather' })

    expect(await rowOf(late.id)).toMatchObject({
      assurance: 'self-declared',
      assured_because: 'mailbox-stands-behind-another',
    })
    await audit(letter)
  })

  it('stands behind who signed with it also while they are held', async () => {
    const letter = await aLetter()
    const held = await aSigner(letter, HEAD, NOON, SCHOOLS)
    await tell(letter, heldYes(held))
    const other = await counted(letter, { urn: '900201', email: 'other@elsewhere.example.com' })

    expect(await raise(letter, other.id, HEAD.email)).toMatchObject({ outcome: 'mailbox-taken' })
  })

  it('is free again once its signer withdraws', async () => {
    const letter = await aLetter()
    const one = await counted(letter, { urn: '900201', email: 'one@elsewhere.example.com' })
    const other = await counted(letter, { urn: '900201', email: 'other@elsewhere.example.com' })
    await raise(letter, one.id, HEAD.email)
    await tell(letter, { verb: 'withdraw', id: one.id, at: NOON })
    expect(await rowOf(one.id)).toMatchObject({ mailbox_key: null })

    expect(await raise(letter, other.id, HEAD.email)).toMatchObject({ outcome: 'raised' })

    await tell(letter, { verb: 'sign-again', id: one.id, edition: 1, at: NOON })
    expect(await rowOf(one.id)).toMatchObject({ assurance: 'self-declared', mailbox_key: null })
    await audit(letter)
  })

  it.each<[string, (letter: Letter, one: Named) => Promise<void>]>([
    [
      'withdraws and signs again',
      async (letter, { id }) => {
        await tell(letter, { verb: 'withdraw', id, at: NOON })
        await someoneRaised(letter)
        await tell(letter, { verb: 'sign-again', id, edition: 1, at: NOON })
      },
    ],
    [
      'is removed and reinstated',
      async (letter, one) => {
        await tell(letter, removal(one))
        await someoneRaised(letter)
        await tell(letter, reinstatement(one))
      },
    ],
  ])('stands behind the other of two if the one who signed with it %s', async (_, goAndReturn) => {
    const letter = await aLetter()
    const one = await counted(letter, HEAD)

    await goAndReturn(letter, one)

    expect(await rowOf(one.id)).toMatchObject({
      state: 'counted',
      assurance: 'self-declared',
      assured_because: 'mailbox-stands-behind-another',
    })
    await audit(letter)
  })

  it.each<[string, (letter: Letter) => Promise<unknown>]>([
    ['adds it', someoneRaised],
    ['signs with it', (letter) => counted(letter, HEAD)],
  ])('is given up by who is removed, once another %s', async (_, takeIt) => {
    const letter = await aLetter()
    const one = await counted(letter, { urn: '900201', email: 'one@elsewhere.example.com' })
    await raise(letter, one.id, HEAD.email)
    await tell(letter, removal(one))

    await takeIt(letter)
    expect(await tell(letter, reinstatement(one))).toMatchObject({ outcome: 'reinstated' })

    expect(await rowOf(one.id)).toMatchObject({ assurance: 'self-declared', mailbox_key: null })
    const named = await rowsOf(
      `SELECT 1 FROM signature WHERE letter_id = ? AND assurance = 'named-head'`,
      letter.id
    )
    expect(named).toHaveLength(1)
    await audit(letter)
  })

  it('comes back with who is reinstated, if nobody else took it', async () => {
    const letter = await aLetter()
    const one = await counted(letter, { urn: '900201', email: 'one@elsewhere.example.com' })
    await raise(letter, one.id, HEAD.email)
    await tell(letter, removal(one))

    await tell(letter, reinstatement(one))

    expect(await rowOf(one.id)).toMatchObject({ assurance: 'named-head' })
    await audit(letter)
  })
})

describe('what a checker is asked to look at', () => {
  it('goes with a number that is no longer anybody’s', async () => {
    const letter = await aLetter()
    await counted(letter, { urn: '900201' })
    const twin = await counted(letter, { urn: '900201' })
    expect(await doubtsOf(letter)).toMatchObject([{ number: 2, other: 1 }])

    await tell(letter, { verb: 'withdraw', id: twin.id, at: NOON })
    await tell(letter, { verb: 'sign-again', id: twin.id, edition: 1, at: NOON })
    expect(await doubtsOf(letter)).toMatchObject([{ number: 3, other: 1 }])

    await tell(letter, { verb: 'erase', id: twin.id, at: NOON })
    expect(await doubtsOf(letter)).toEqual([])
    await audit(letter)
  })

  it('is each of one name with the first, and nothing new when they change something else', async () => {
    const letter = await aLetter()
    const trio = [
      await counted(letter, { urn: '900201' }),
      await counted(letter, { urn: '900201' }),
      await counted(letter, { urn: '900201' }),
    ]
    const pairs = [
      { kind: 'same-name', urn: 900_201, number: 2, other: 1 },
      { kind: 'same-name', urn: 900_201, number: 3, other: 1 },
    ]
    expect(await doubtsOf(letter)).toEqual(pairs)

    for (const one of trio) await tell(letter, correction(one, { public: false }))
    expect(await doubtsOf(letter)).toEqual(pairs)

    const [first] = trio
    await tell(letter, { verb: 'erase', id: first?.id ?? '', at: NOON })
    expect(await doubtsOf(letter)).toEqual([])
    await audit(letter)
  })

  it('has the earlier number last, also if that one was away when the later came', async () => {
    const letter = await aLetter()
    const one = await counted(letter, { urn: '900201' })
    await tell(letter, removal(one))
    await counted(letter, { urn: '900201' })

    await tell(letter, reinstatement(one))

    expect(await doubtsOf(letter)).toMatchObject([{ number: 2, other: 1 }])
  })

  it('goes once a letter is anonymised, and so do its schools; what places had of them stays', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON) })
    await counted(letter, HEAD)
    await counted(letter, { ...HEAD, email: `headteacher@${HIGH.domain}` })
    const leaver = await counted(letter, { urn: '900201', role: 'parent' })
    const places = await placesOf(letter)
    const end = NOON + GRACE_MS
    await tell(letter, { verb: 'close', at: NOON })
    await tell(letter, { verb: 'finish', at: end })

    const { size } = await headOf(letter)
    // Beside somebody at the same school who erases themselves at that moment.
    const [, anonymised] = await together(letter, [
      { verb: 'erase', id: leaver.id, at: end },
      { verb: 'anonymise', before: size, at: end },
    ])
    expect(anonymised).toMatchObject({ outcome: 'anonymised' })

    expect(await doubtsOf(letter)).toEqual([])
    expect(await rowsOf('SELECT 1 FROM school_tally WHERE letter_id = ?', letter.id)).toEqual([])
    // Nobody is shown any more.
    expect(await placesOf(letter)).toEqual(places.map((place) => ({ ...place, shown: 0 })))
    expect(
      await rowsOf('SELECT DISTINCT urns, phase FROM signature WHERE letter_id = ?', letter.id)
    ).toEqual([{ urns: null, phase: 'secondary' }])
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
  })

  it('leaves nothing behind of two who are erased: no key, no note, no school', async () => {
    const letter = await aLetter()
    const school = aSchool(900_205)
    await register(school)
    const name = 'Ottoline Quillfeather'
    const mailbox = `head@${school.domain}`
    const [one, other] = [
      await counted(letter, { urn: '900205', name }, [school]),
      await counted(letter, { urn: '900205', name: 'QUILLFEATHER, Ottoline' }, [school]),
    ]
    await raise(letter, one.id, mailbox)
    await env.DB.prepare('UPDATE school_doubt SET looked_at = 1, note = ? WHERE letter_id = ?')
      .bind('Ottoline is known here', letter.id)
      .run()
    const keys = [await addressKey(master, mailbox), await nameKey(master, name)]
    expect(await findInTables(keys)).toHaveLength(2)

    await tell(letter, { verb: 'erase', id: one.id, at: NOON })
    await tell(letter, { verb: 'erase', id: other.id, at: NOON })

    const traces = [...keys, 'Ottoline', one.id, other.id]
    expect(await findInTables(traces, ['outbox'])).toEqual([])
    const rows = await rowsOf('SELECT 1 FROM school_tally WHERE letter_id = ?', letter.id)
    expect(rows).toEqual([])
    await audit(letter)
  })
})

describe('the nightly recount', () => {
  it('compares no schools while a letter is being anonymised, part by part', async () => {
    const letter = await aLetter()
    const [one] = [await counted(letter, HEAD), await counted(letter, HEAD_BESIDES)]
    await env.DB.prepare(
      `UPDATE signature SET id = ?1 || '.~part', name = NULL, salt = NULL, urns = NULL,
         named_urns = NULL WHERE id = ?2`
    )
      .bind(letter.id, one.id)
      .run()

    expect(await recountLetter(env.DB, letter.id)).toEqual([])
  })

  it('notices every number of a school or a place that is not what the rows say', async () => {
    const letter = await aLetter()
    await counted(letter, HEAD)
    await counted(letter, { urn: '900202', public: '' })
    const damages = [
      ...COUNTS_OF_SCHOOLS.map((one) => `UPDATE school_tally SET ${one} = ${one} + 1`),
      ...COUNTS_OF_PLACES.map((one) => `UPDATE place_tally SET ${one} = ${one} + 1`),
      `UPDATE school_tally SET authority = 'saltby'`,
      'UPDATE school_tally SET in_shares = 0',
      'DELETE FROM school_tally',
      'DELETE FROM place_tally',
      'UPDATE signature SET urns = NULL',
      `UPDATE signature SET named_urns = NULL`,
      `UPDATE signature SET phase = 'middle'`,
    ]
    const kept = await rowsOf<Cells>('SELECT * FROM school_tally WHERE letter_id = ?', letter.id)
    const places = await rowsOf<Cells>('SELECT * FROM place_tally WHERE letter_id = ?', letter.id)
    const signed = await rowsOf<Cells>('SELECT * FROM signature WHERE letter_id = ?', letter.id)

    const unnoticed: string[] = []
    for (const damage of damages) {
      await env.DB.prepare(`${damage} WHERE letter_id = ?`).bind(letter.id).run()
      if ((await recountLetter(env.DB, letter.id)).length === 0) unnoticed.push(damage)
      await putBack('school_tally', kept)
      await putBack('place_tally', places)
      await putBack('signature', signed)
    }

    expect(unnoticed).toEqual([])
    await audit(letter)
  })
})

describe('a newer register', () => {
  it.each([
    [900_203, { authority: 'saltby' }],
    [900_205, { phase: 'primary' }],
    [900_206, { type: 'special' }],
  ])('moves the numbers of school %i, and leaves its signers’: %j', async (urn, elsewhere) => {
    const letter = await aLetter()
    await register(aSchool(urn))
    await counted(letter, { urn: String(urn) }, [aSchool(urn)])

    await register(aSchool(urn, elsewhere))
    expect(await rereadDue(env.DB, env.REGISTRAR, new Date(NOON))).toBe(1)

    const places = await placesOf(letter)
    expect(places.toSorted((a, b) => Number(b.shown) - Number(a.shown))).toMatchObject([
      { shown: 1, schools_shown: 0, head_schools_shown: 0 },
      { shown: 0, schools_shown: 1, head_schools_shown: 1 },
    ])
    await audit(letter)
  })

  it('takes schools that closed out of the shares, all at once, and is then done', async () => {
    const letter = await aLetter()
    const schools = await register(aSchool(900_204), aSchool(900_207))
    await counted(letter, { urn: '900204 900207' }, schools)
    expect(await placesOf(letter)).toMatchObject([{ shown: 1, schools_shown: 2 }])

    await register(...schools.map((one) => ({ ...one, isOpen: false, inShares: false })))
    await rereadDue(env.DB, env.REGISTRAR, new Date(NOON))

    expect(await placesOf(letter)).toMatchObject([{ shown: 1, schools_shown: 0 }])
    expect(await rereadDue(env.DB, env.REGISTRAR, new Date(NOON))).toBe(0)
    const [{ done } = { done: 0 }] = await rowsOf<{ done: number }>(
      'SELECT min(reread_at) AS done FROM register'
    )
    expect(done).toBe(NOON)
    await audit(letter)
  })
})

type Letter = Awaited<ReturnType<typeof aLetter>>
type Named = Awaited<ReturnType<typeof counted>>

type Cells = Record<string, string | number | null>

const COUNTS_OF_SCHOOLS = Object.keys(NOBODY_THERE).map(columnOf)
const COUNTS_OF_PLACES = Object.keys(NOBODY_AT).map(columnOf)

/** Writes rows as they were. */
async function putBack(table: string, rows: Cells[]) {
  await env.DB.batch(
    rows.map((row) =>
      env.DB.prepare(
        `INSERT OR REPLACE INTO ${table} (${Object.keys(row).join(', ')})
         VALUES (${Object.keys(row).map(() => '?')})`
      ).bind(...Object.values(row))
    )
  )
}

/** Somebody else adds the head's mailbox to their signature. */
async function someoneRaised(letter: Letter) {
  const other = await counted(letter, { urn: '900201', email: 'other@elsewhere.example.com' })
  expect(await raise(letter, other.id, HEAD.email)).toMatchObject({ outcome: 'raised' })
}

async function counted(letter: Letter, over: Record<string, string>, schools = SCHOOLS) {
  const signer = await aSigner(letter, over, NOON, schools)
  expect(await tell(letter, yes(signer))).toMatchObject({ outcome: 'counted' })
  return signer
}

async function raise(letter: Letter, id: string, address: string) {
  const emailKey = await addressKey(master, address)
  const mailbox = { claimId: crypto.randomUUID(), address, emailKey }
  return tell(letter, { verb: 'raise', id, mailbox, at: NOON })
}

function placesOf({ id }: Letter) {
  return rowsOf<Cells>(
    `SELECT authority, shown, schools_shown, head_schools_shown FROM place_tally
     WHERE letter_id = ? ORDER BY authority`,
    id
  )
}

function doubtsOf({ id }: Letter) {
  return rowsOf(
    'SELECT kind, urn, number, other FROM school_doubt WHERE letter_id = ? ORDER BY kind',
    id
  )
}
