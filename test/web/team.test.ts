import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { ask } from '../../src/ask'
import { auditOf } from '../../src/desk/audit'
import { forgetInvitations } from '../../src/desk/forget-invitations'
import { INVITATION_MS } from '../../src/desk/invitation'
import { inviteToLaunch } from '../../src/desk/invite-to-launch'
import { deskPaths } from '../../src/desk-paths'
import type { Letter } from '../../src/letters/letter'
import { DAY, MINUTE, passTime } from '../support/clock'
import { aCampaigner, joinTeam, type Campaigner } from '../support/desk'
import { aLetter } from '../support/letters'
import { dumpTables, findInTables, rowsOf } from '../support/tables'

async function aTeam(over: { fresh?: boolean } = {}) {
  const letter = await aLetter()
  const owner = await aCampaigner(undefined, over)
  await joinTeam(letter, owner, 'owner')
  return { letter, owner }
}

const roles = async (letter: Letter) =>
  (
    await rowsOf<{ role: string }>(
      'SELECT role FROM member WHERE letter_id = ? ORDER BY role',
      letter.id
    )
  ).map(({ role }) => role)

const auditPage = (letter: Letter, who: Campaigner) => who.read(deskPaths.audit(letter.id))

function invite(letter: Letter, owner: Campaigner, email: string, role = 'editor') {
  return owner.submit(deskPaths.team(letter.id), { action: 'invite', email, role })
}

function answer(letter: Letter, who: Campaigner, said: string) {
  return who.submit(deskPaths.invitations(), { letter: String(letter.id), answer: said })
}

describe('an invitation', () => {
  it('is mailed, and whoever signs in with the address may accept it', async () => {
    const { letter, owner } = await aTeam()
    const guest = await aCampaigner('guest-1@example.org')
    await owner.submit(deskPaths.yourName(), { name: 'Olive Owner' })

    expect((await invite(letter, owner, 'guest-1@example.org', 'checker')).status).toBe(303)

    const [mail] = await owner.mails('guest-1@example.org')
    expect(mail?.text).toContain(letter.title)
    const words = mail?.text.replaceAll(/\s+/g, ' ')
    expect(words).toMatch(/^Olive Owner asks you .*”, as checker\. What that is: Looks at names/)
    expect(mail?.text).toContain('/desk/sign-in')
    expect(await guest.read(deskPaths.invitations())).toContain('Accept')
    expect((await guest.visit(deskPaths.letter(letter.id))).status).toBe(404)
    expect((await answer(letter, guest, 'yes')).headers.get('location')).toBe(
      deskPaths.letter(letter.id)
    )
    expect(await roles(letter)).toEqual(['checker', 'owner'])
    expect(await auditPage(letter, owner)).toContain('joined the team')
  })

  it('is nobody else’s to accept, and answers only once', async () => {
    const { letter, owner } = await aTeam()
    await invite(letter, owner, 'guest-2@example.org')
    const [guest, stranger] = [await aCampaigner('guest-2@example.org'), await aCampaigner()]

    expect((await answer(letter, stranger, 'yes')).headers.get('location')).toContain('gone=1')
    await Promise.all([answer(letter, guest, 'yes'), answer(letter, guest, 'yes')])

    expect(await roles(letter)).toEqual(['editor', 'owner'])
    expect((await auditPage(letter, owner)).match(/joined the team/g)).toHaveLength(1)
  })

  it('may be declined, taken back, or left to end', async () => {
    const { letter, owner } = await aTeam()
    const guests = await Promise.all([3, 4, 5].map((n) => aCampaigner(`guest-${n}@example.org`)))
    for (const { account } of guests) await invite(letter, owner, account.address)
    const [declines, late, slow] = guests
    if (!declines || !late || !slow) throw new Error('Too few guests.')

    await answer(letter, declines, 'no')
    await owner.submit(deskPaths.team(letter.id), {
      action: 'take-back',
      invited: late.account.address,
    })
    expect((await answer(letter, late, 'yes')).headers.get('location')).toContain('gone=1')
    expect(await auditPage(letter, owner)).toContain(
      `took back the invitation of ${late.account.address}`
    )
    await env.DB.prepare('UPDATE invitation SET expires_at = ? WHERE address = ?')
      .bind(Date.now() - 1, slow.account.address)
      .run()
    expect(await owner.read(deskPaths.team(letter.id))).not.toContain(slow.account.address)
    expect((await answer(letter, slow, 'yes')).headers.get('location')).toContain('gone=1')

    expect(await roles(letter)).toEqual(['owner'])
    const told = await auditPage(letter, owner)
    expect(told).toContain('declined the invitation')
    expect(told).not.toContain('joined the team')
    expect(INVITATION_MS).toBe(14 * 24 * 60 * 60 * 1000)
  })

  it('made anew has the newer role, and its time begins anew', async () => {
    const { letter, owner } = await aTeam()
    await invite(letter, owner, 'anew@example.org', 'editor')
    passTime(INVITATION_MS - DAY)
    const later = await aCampaigner(owner.account.address)
    await invite(letter, later, 'anew@example.org', 'reader')
    passTime(2 * DAY)

    await answer(letter, await aCampaigner('anew@example.org'), 'yes')

    expect(await roles(letter)).toEqual(['owner', 'reader'])
  })

  it('leaves no address behind once its time is over', async () => {
    const { letter, owner } = await aTeam()
    await invite(letter, owner, 'forgotten@example.org')
    const now = Date.now()
    const master = Uint8Array.fromBase64(env.MASTER_KEY)
    await inviteToLaunch(env.DB, master, owner.account.id, 'launcher@example.org', new Date(now))

    await forgetInvitations(env.DB, new Date(now + INVITATION_MS - 60_000))
    expect(await auditPage(letter, owner)).toContain('invited forgotten@example.org as editor')
    await forgetInvitations(env.DB, new Date(now + INVITATION_MS + 60_000))

    expect(await findInTables('forgotten@example.org', ['outbox'])).toEqual([])
    expect(await auditPage(letter, owner)).toContain('invited somebody as editor')
    // Of the whole site stewards keep whom they let launch.
    expect(await findInTables('launcher@example.org', ['outbox', 'account'])).toHaveLength(1)
  })

  it('is one of thirty a day, of all letters together', async () => {
    const { letter, owner } = await aTeam()
    const other = await aLetter()
    await env.DB.prepare(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 29)
       INSERT INTO audit (letter_id, account_id, act, at) SELECT ?, ?, 'invite', ? FROM n`
    )
      .bind(other.id, owner.account.id, Date.now())
      .run()

    expect((await invite(letter, owner, 'thirtieth@example.org')).status).toBe(303)
    const last = await invite(letter, owner, 'one-too-many@example.org')

    expect(last.status).toBe(422)
    expect(await last.text()).toContain('enough invitations for one day')
  })

  it('without a clear answer changes nothing', async () => {
    const { letter, owner } = await aTeam()
    await invite(letter, owner, 'guest-6@example.org')
    const guest = await aCampaigner('guest-6@example.org')
    const before = await dumpTables()

    for (const said of ['', 'maybe']) await answer(letter, guest, said)

    expect(await dumpTables()).toBe(before)
  })

  it('with a mistake comes back with what was typed', async () => {
    const { letter, owner } = await aTeam()

    const wrong = await invite(letter, owner, 'not an address', 'editor')
    const unsaid = await invite(letter, owner, 'guest-7@example.org', 'owner')

    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('value="not an address"')
    expect(unsaid.status).toBe(422)
    expect(await unsaid.text()).toContain('Choose what they are asked to be.')
  })

  it('is not sent to who is there already, nor to the whole world', async () => {
    const { letter, owner } = await aTeam()
    const member = await aCampaigner()
    await joinTeam(letter, member, 'reader')

    const again = await invite(letter, owner, member.account.address.toUpperCase())
    expect(again.status).toBe(422)
    expect(await again.text()).toContain('in the team already')

    await env.DB.prepare(
      `INSERT INTO audit (letter_id, account_id, act, at)
       SELECT ?, ?, 'invite', ? FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,
         21,22,23,24,25,26,27,28,29,30]')`
    )
      .bind(letter.id, owner.account.id, Date.now())
      .run()
    expect((await invite(letter, owner, 'guest-8@example.org')).status).toBe(422)
    passTime(24 * 60 * 60 * 1000 + 1)
    const tomorrow = await aCampaigner(owner.account.address)
    expect((await invite(letter, tomorrow, 'guest-8@example.org')).status).toBe(303)
  })
})

describe('a team', () => {
  it('gives roles and takes them, by its owner only', async () => {
    const { letter, owner } = await aTeam()
    const [editor, reader] = [await aCampaigner(), await aCampaigner()]
    await joinTeam(letter, editor, 'editor')
    await joinTeam(letter, reader, 'reader')
    const press = (who: Campaigner, action: string, over: Record<string, string> = {}) =>
      who.submit(deskPaths.team(letter.id), {
        action,
        who: String(reader.account.id),
        role: 'checker',
        ...over,
      })

    expect((await press(editor, 'change-role')).status).toBe(403)
    expect((await press(editor, 'remove')).status).toBe(403)
    expect(await roles(letter)).toEqual(['editor', 'owner', 'reader'])
    await Promise.all([press(owner, 'change-role'), press(owner, 'change-role')])
    expect(await roles(letter)).toEqual(['checker', 'editor', 'owner'])
    await press(owner, 'change-role', { who: String(owner.account.id), role: 'reader' })
    await press(owner, 'change-role', { role: 'owner' })
    expect(await roles(letter)).toEqual(['checker', 'editor', 'owner'])
    expect(await (await press(owner, 'remove')).text()).toContain('This needs a fresh code')
    expect(await roles(letter)).toEqual(['checker', 'editor', 'owner'])
    const fresh = await aCampaigner(owner.account.address, { fresh: true })
    await press(fresh, 'remove', { who: String(owner.account.id) })
    await press(fresh, 'remove')
    await press(editor, 'leave')
    expect(await roles(letter)).toEqual(['owner'])
    expect((await reader.visit(deskPaths.team(letter.id))).status).toBe(404)

    const told = await auditPage(letter, owner)
    expect(told.split(`made ${reader.account.address} checker`)).toHaveLength(2)
    expect(told).toContain('left the team')
  })

  it('is that of one letter: nothing done to it touches another', async () => {
    const [mine, other] = [await aTeam({ fresh: true }), await aTeam()]
    const member = await aCampaigner()
    const email = 'both@example.org'
    for (const { letter, owner } of [mine, other]) {
      await joinTeam(letter, member, 'reader')
      await invite(letter, owner, email, 'checker')
    }
    const press = (fields: Record<string, string>) =>
      mine.owner.submit(deskPaths.team(mine.letter.id), fields)

    await press({ action: 'change-role', who: String(member.account.id), role: 'editor' })
    await press({ action: 'remove', who: String(member.account.id) })
    await press({ action: 'take-back', invited: email })

    expect(await roles(mine.letter)).toEqual(['owner'])
    expect(await roles(other.letter)).toEqual(['owner', 'reader'])
    expect(await other.owner.read(deskPaths.team(other.letter.id))).toContain(email)
    expect(await auditPage(other.letter, other.owner)).not.toContain('took')
  })

  it('is handed over with a fresh code, and always has one owner', async () => {
    const { letter, owner } = await aTeam()
    const heirs = [await aCampaigner(), await aCampaigner()]
    for (const heir of heirs) await joinTeam(letter, heir, 'editor')
    const path = `${deskPaths.team(letter.id)}/hand-over`
    const give = (who: Campaigner, heir: Campaigner | undefined) =>
      who.submit(path, { who: String(heir?.account.id) })

    expect(await (await give(owner, heirs[0])).text()).toContain('/desk/fresh')
    expect(await roles(letter)).toEqual(['editor', 'editor', 'owner'])
    const fresh = await aCampaigner(owner.account.address, { fresh: true })
    expect(await fresh.read(path)).toContain('Make')
    const stranger = await aCampaigner()
    await give(fresh, stranger)
    expect(await roles(letter)).toEqual(['editor', 'editor', 'owner'])
    passTime(10 * MINUTE)
    expect((await fresh.visit(path)).headers.get('location')).toContain('/desk/fresh')
    vi.useRealTimers()
    await give(fresh, fresh)
    expect(await auditPage(letter, owner)).not.toContain('handed the letter over')
    await Promise.all(heirs.map((heir) => give(fresh, heir)))

    expect(await roles(letter)).toEqual(['editor', 'editor', 'owner'])
    expect((await give(fresh, heirs[1])).status).toBe(403)
    expect((await auditPage(letter, owner)).match(/handed the letter over/g)).toHaveLength(1)
    const page = await owner.read(deskPaths.team(letter.id))
    expect(page.indexOf('Owner since')).toBeLessThan(page.indexOf('Editor since'))
  })

  it('reads what was done, and nobody else does', async () => {
    const { letter, owner } = await aTeam()
    const reader = await aCampaigner()
    await joinTeam(letter, reader, 'reader')

    expect(await auditPage(letter, reader)).toContain('What was done')
    expect((await (await aCampaigner()).visit(deskPaths.audit(letter.id))).status).toBe(404)
    expect((await owner.visit(deskPaths.audit(9_999_999))).status).toBe(404)

    for (const email of ['one@example.org', 'two@example.org']) await invite(letter, owner, email)
    const [lines] = await ask(env.DB, auditOf(env.DB, letter.id))
    const [earlier] = await ask(env.DB, auditOf(env.DB, letter.id, lines[0]?.id))
    expect(lines.map(({ detail }) => detail['address'])).toEqual([
      'two@example.org',
      'one@example.org',
    ])
    expect(earlier).toEqual(lines.slice(1))
  })
})
