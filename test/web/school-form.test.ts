import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../../src/ask'
import { linksOf, linkToken, makeLink } from '../../src/desk/letter-link'
import { deskPaths } from '../../src/desk-paths'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { termsOf } from '../../src/register/terms'
import { joinTeam, aCampaigner } from '../support/desk'
import { aDraft, aGathering, aLetter, letterAgain, reviseLetter } from '../support/letters'
import { aSchool, register } from '../support/schools'
import { ada, change, confirm, signAndConfirm, signUp } from '../support/signers'
import { aForm, aSite } from '../support/site'
import { dumpTables, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

const master = Uint8Array.fromBase64(env.MASTER_KEY)

const OTTERFOLD = 900001
const PENNYWICK = 900002
const LOST = 900003

it('asks for a school in words while there is no register to choose from', async () => {
  const letter = await aLetter()

  const page = await aVisitor().read(paths.letter(letter.slug))

  expect(page).toContain('As people know it, with its town.')
  expect(page).not.toContain('Find my school')
  expect(page).not.toContain(paths.schoolScript())
})

describe('a form that asks for a listed school', () => {
  beforeAll(async () => {
    const schools = await register(
      aSchool(OTTERFOLD, { name: 'Otterfold Primary School', town: 'Fenmoor', phase: 'primary' }),
      aSchool(PENNYWICK, { name: 'Pennywick Special School', phase: 'no-phase', type: 'special' }),
      aSchool(LOST, { name: 'Otterfold Infant School', town: 'Fenmoor', country: 'wales' })
    )
    const searched = schools.map((school) => ({ ...school, authorityName: 'Merrowdale' }))
    await env.DB.batch(
      [...termsOf(searched)].map(([term, { inName, inPlace }]) =>
        env.DB.prepare('INSERT INTO school_term VALUES (?, ?, ?)').bind(term, inName, inPlace)
      )
    )
  })

  it('finds it without script: keeps the form, records nothing and uses up no turn', async () => {
    const letter = await aLetter()
    const before = await dumpTables()
    const fields = ada({ school: 'otterfold', name: 'Ada <Q>', updates: 'on' })

    const busy = aSite({ SIGN_RATE: { limit: async () => ({ success: false }) } })
    const answer = await busy(paths.signatures(letter.slug), aForm({ ...fields, find: '1' }))
    const page = await answer.text()

    expect(answer.status).toBe(200)
    expect(page).toContain('2 schools found for “otterfold”')
    expect(page).toMatch(/type="radio" name="urn" value="900001"\/><span><b>Otterfold Primary/)
    expect(page).toContain('ZZ1 1ZZ · Primary · Merrowdale')
    expect(page).toMatch(/name="urn" value="" checked=""\/><span>My school isn’t listed/)
    for (const kept of ['value="otterfold"', 'value="Ada &lt;Q&gt;"', fields.email]) {
      expect(page).toContain(kept)
    }
    expect(page.match(/checked=""/g)).toHaveLength(4)
    expect(await dumpTables()).toBe(before)
  })

  it.each([
    ['nothing is typed', ' ', 'Type a few letters of its name', ''],
    ['nothing is found', 'nowhere at all', 'No school is found for “nowhere at all”.', ''],
    ['nothing more is found', 'nowhere', 'Only schools of the register can be added', OTTERFOLD],
  ])('says what to do when %s', async (_, school, words, chosen) => {
    const letter = await aLetter()

    const fields = ada({ school, find: '1', urn: String(chosen) })
    const answer = await aVisitor().submit(paths.signatures(letter.slug), fields)

    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain(words)
  })

  it('finds it for whoever was shown an earlier text, too, and shows what changed', async () => {
    const letter = await reviseLetter(await aLetter(), 'Dear Inspector,\n\n1. Come and see.')

    const fields = ada({ school: 'otterfold', find: '1' })
    const answer = await aVisitor().submit(paths.signatures(letter.slug), fields)
    const page = await answer.text()

    expect(answer.status).toBe(409)
    expect(page).toContain('Otterfold Infant School')
    expect(page).toContain('What changed')
  })

  it('finds it for founding signatories, on the page that only they know', async () => {
    const letter = await aGathering()
    const { account } = await aCampaigner()
    await makeLink(env.DB, master, letter.id, 'founding', account.id, new Date())
    const [[link]] = await ask(env.DB, linksOf(env.DB, letter.id))
    const page = deskPaths.founding(await linkToken(master, link?.id ?? ''))

    const form = await aVisitor().visit(page)
    const fields = ada({ school: 'otterfold', find: '1' })
    const answer = await aVisitor().submit(page, fields)

    expect(await form.text()).toContain(paths.schoolScript())
    expect(answer.status).toBe(200)
    expect(await answer.text()).toMatch(/founding.*2 schools found for “otterfold”/s)
    for (const { headers } of [form, answer]) {
      expect(headers.get('content-security-policy')).toContain("script-src 'self'")
    }
  })

  it('sends by Enter what its own button sends, and finds nothing by it', async () => {
    const letter = await aLetter()
    const { visitor, manage } = await signAndConfirm(letter)
    const forms = [
      await visitor.read(paths.letter(letter.slug)),
      (await visitor.read(paths.signature(manage))).replace(/.*Correct your details/s, ''),
    ]

    const first = forms.map((page) => page.match(/<form id="sign".*|.*/s)?.[0].match(/<button.*?>/))

    expect(first.map((button) => button?.[0])).toEqual(
      forms.map(() => '<button class="vh" tabindex="-1" aria-hidden="true">')
    )
  })

  it('takes the school chosen before what is typed, and shows it by the register’s name', async () => {
    const letter = await aLetter()
    const fields = ada({ school: 'what I typed', urn: String(OTTERFOLD), country: '' })
    const { visitor, link, token } = await signUp(letter, fields)

    const page = await visitor.read(link)
    const answer = await confirm(visitor, token, { ...fields, school: '' })

    expect(page).toMatch(/class="line"><b>Ada.*?Headteacher, Otterfold Primary School, Fenmoor</s)
    expect(page).toMatch(/name="urn" value="900001" checked=""/)
    expect(page).toContain('Primary · Merrowdale')
    expect(page).not.toContain('what I typed')
    expect(await answer.text()).toContain('Otterfold Primary School, Fenmoor')
    expect(
      await rowsOf(
        'SELECT urns, country FROM signature WHERE name = ? AND letter_id = ?',
        fields.name,
        letter.id
      )
    ).toEqual([{ urns: '900001', country: 'england' }])
  })

  it('keeps the school for whoever mistyped their address', async () => {
    const letter = await aLetter()
    const visitor = aVisitor()
    const fields = ada({ urn: String(OTTERFOLD), school: '' })
    await visitor.submit(paths.signatures(letter.slug), fields)

    const page = await visitor.read(paths.checkYourEmail(letter.slug))

    expect(page).toMatch(/name="urn" value="900001"/)
    expect(page).toMatch(/name="school" value=""/)
  })

  it('comes back with the school ticked when something else is wrong', async () => {
    const letter = await aLetter()

    const fields = ada({ urn: String(PENNYWICK), school: '', name: '' })
    const answer = await aVisitor().submit(paths.signatures(letter.slug), fields)
    const page = await answer.text()

    expect(answer.status).toBe(422)
    expect(page).toMatch(/name="urn" value="900002" checked=""/)
    expect(page).toContain('Special school · Merrowdale')
  })

  it('offers a head of several schools the others, beside those chosen', async () => {
    const letter = await aLetter()

    const fields = ada({ urn: String(OTTERFOLD), school: 'otterfold', find: '1' })
    const answer = await aVisitor().submit(paths.signatures(letter.slug), fields)
    const page = await answer.text()

    expect(page).toMatch(/type="checkbox" name="urn" value="900001" checked=""/)
    expect(page).toMatch(/type="radio" name="urn" value="900003"/)
    expect(page).not.toMatch(/type="radio" name="urn" value="900001"/)
    expect(page).toContain('None of these')
    expect(page).toMatch(/name="another" value="on" checked=""/)
  })

  it('keeps several in the order in which they were chosen: the first gives the place', async () => {
    const letter = await aLetter()
    const urn = `${PENNYWICK} ${OTTERFOLD}`
    const { visitor, manage } = await signAndConfirm(letter, ada({ urn, school: '' }))

    const page = await visitor.read(paths.signature(manage))

    expect(page.match(/name="urn" value="\d+"/g)).toEqual([
      `name="urn" value="${PENNYWICK}"`,
      `name="urn" value="${OTTERFOLD}"`,
    ])
    const [row] = await rowsOf<{ phase: string }>(
      'SELECT phase FROM signature WHERE letter_id = ?',
      letter.id
    )
    expect(row?.phase).toBe('no-phase')
  })

  it('finds it on the confirm page without a choice, and writes nothing', async () => {
    const letter = await aLetter()
    const { visitor, token, fields } = await signUp(letter, ada({ role: 'parent', school: '' }))
    const before = await dumpTables()

    const typed = { ...fields, name: 'Ada Typed', school: 'pennywick', find: '1' }
    const answer = await confirm(visitor, token, typed, { choice: '' })
    const page = await answer.text()

    expect(answer.status).toBe(200)
    expect(page).toContain('1 school found for “pennywick”')
    expect(page).toContain('value="Ada Typed"')
    expect(page).toContain('<details open')
    expect(await dumpTables()).toBe(before)
  })

  it('shows on the confirm page what would stand with another school', async () => {
    const letter = await aLetter()
    const fields = ada({ urn: String(OTTERFOLD), school: '' })
    const { visitor, token } = await signUp(letter, fields)

    const other = { ...fields, urn: String(PENNYWICK) }
    const answer = await confirm(visitor, token, other, { choice: '', look: 'again' })

    expect(await answer.text()).toMatch(/class="line">.*?Pennywick Special School, Brambleholt</s)
  })

  it('loses no school to a yes that says nothing of it, where the role needs one', async () => {
    const letter = await aLetter()
    const fields = ada({ urn: String(OTTERFOLD), school: '' })
    const { visitor, token } = await signUp(letter, fields)
    const { school: _, urn: __, ...rest } = fields as Record<string, string>

    const answer = await confirm(visitor, token, rest)

    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Enter your school or organisation.')
  })

  it('says so at the field when the register has lost the school since', async () => {
    const letter = await aLetter()
    const fields = ada({ urn: String(LOST), school: '' })
    const { visitor, link, token } = await signUp(letter, fields)
    await env.DB.prepare('DELETE FROM school WHERE urn = ?').bind(LOST).run()

    const page = await visitor.read(link)
    const answer = await confirm(visitor, token, fields)
    const refused = await answer.text()

    expect(answer.status).toBe(422)
    for (const shown of [page, refused]) {
      expect(shown).toMatch(/<a href="#urn">The register of schools has no such school now/)
      expect(shown).toMatch(/class="fld bad schools" id="urn" tabindex="-1"/)
      expect(shown).not.toContain(`value="${LOST}"`)
    }
  })

  it('lets a counted signer choose another school, or none that is listed', async () => {
    const letter = await aLetter()
    const fields = ada({ urn: String(OTTERFOLD), school: '' })
    const { visitor, manage } = await signAndConfirm(letter, fields)
    const { email: _, consent: __, edition: ___, ...said } = fields

    const found = await change(visitor, manage, 'correct', {
      ...said,
      name: 'Ada Typed',
      school: 'pennywick',
      find: '1',
    })
    const list = await found.text()
    const other = await change(visitor, manage, 'correct', { ...said, urn: String(PENNYWICK) })
    const listed = await other.text()
    const own = await change(visitor, manage, 'correct', { ...said, urn: '', school: 'Home' })
    const unlisted = await own.text()
    const vague = { ...said, role: 'other', role_other: '', urn: String(PENNYWICK) }
    const refused = await (await change(visitor, manage, 'correct', vague)).text()

    expect(found.status).toBe(200)
    expect(list).toContain('value="Ada Typed"')
    expect(list).toMatch(/type="checkbox" name="urn" value="900001" checked=""/)
    expect(list).toMatch(/type="radio" name="urn" value="900002"/)
    expect(listed).toMatch(/class="line">.*?Pennywick Special School, Brambleholt</s)
    expect(listed).toMatch(/type="checkbox" name="urn" value="900002" checked=""/)
    expect(unlisted).toMatch(/class="line">.*?Headteacher, Home</s)
    expect(unlisted).not.toContain('type="checkbox" name="urn"')
    expect(refused).toContain('Say what your role is.')
    expect(refused).toMatch(/type="checkbox" name="urn" value="900002" checked=""/)
  })
})

describe('a letter', () => {
  const settle = async (letter: Letter, schools: string) => {
    const owner = await aCampaigner()
    await joinTeam(letter, owner, 'owner')
    const form = {
      version: '0',
      host_name: 'Quill Forum',
      language: 'en-GB',
      role_0_label: 'Headteacher',
      role_0_school: 'required',
      schools,
    }
    return { owner, answer: await owner.submit(deskPaths.settings(letter.id), form) }
  }

  it.each(['register', 'text', 'none'])(
    'that is written may ask for schools as %s',
    async (way) => {
      const letter = await aDraft()

      const { owner, answer } = await settle(letter, way)

      expect(answer.status).toBe(303)
      expect((await letterAgain(letter)).schools).toBe(way)
      expect(await owner.read(deskPaths.settings(letter.id))).toContain(
        `<option value="${way}" selected=""`
      )
    }
  )

  it('asks in no other way than these', async () => {
    const letter = await aDraft()

    const { answer } = await settle(letter, 'telepathy')

    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Choose how signers say where they work.')
  })

  it('that asks in words offers no list', async () => {
    const letter = await asking(await aLetter(), 'text')

    const page = await aVisitor().read(paths.letter(letter.slug))

    expect(page).toContain('As people know it, with its town.')
    expect(page).not.toContain('Find my school')
  })

  it('that asks for no school shows no field and needs none', async () => {
    const letter = await asking(await aLetter(), 'none')
    const visitor = aVisitor()

    const page = await visitor.read(paths.letter(letter.slug))
    const { page: counted } = await signAndConfirm(letter, ada({ school: '' }), visitor)

    expect(page).not.toContain('name="school"')
    expect(page).toContain('Show my name and role on the letter')
    expect(counted).toContain('You are signatory number')
  })
})

async function asking(letter: Letter, schools: string): Promise<Letter> {
  await env.DB.prepare('UPDATE letter SET schools = ? WHERE id = ?').bind(schools, letter.id).run()
  return letterAgain(letter)
}
