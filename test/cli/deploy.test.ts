import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSettings } from '../../src/env.ts'
import { COMPLETE } from './cloudflare.ts'
import { aDeployment, aSite } from './deployment.ts'
import { aTypist } from './typist.ts'

const RESEND_API_KEY = 're_nobodys_key'
const MAIL_FROM = 'Round Table <letters@sign.example.org>'
const STEWARDS = 'ada@example.org, grace@example.org'

describe('npm run deploy', () => {
  let deployment: Awaited<ReturnType<typeof aDeployment>>
  let site: Awaited<ReturnType<typeof aSite>>
  let settings: string[]

  beforeEach(async () => {
    deployment = await aDeployment()
    site = await aSite({ ok: true, version: 'v1' })
    settings = settingsFor(site.origin)
  })
  afterEach(async () => {
    site.close()
    await deployment.remove()
  })

  const commands = async () => (await deployment.calls()).map(({ argv }) => argv.join(' '))

  describe('as a program', () => {
    it('makes everything in an empty account, and says what is left to do', async () => {
      const { code, text } = await deployment.runDeploy(settings, { RESEND_API_KEY })

      expect(text).toContain(`${site.origin} is well.`)
      expect(code).toBe(0)
      expect(deployment.account()).toMatchObject(COMPLETE)
      expect((await commands()).at(-1)).toBe('deploy')
      expect(text.slice(text.indexOf('Left to do'))).toMatch(/sign\.example\.org.*DMARC/s)
    })

    it('hands over secrets that the site accepts, and shows them to nobody', async () => {
      const { text } = await deployment.runDeploy(settings, { RESEND_API_KEY })

      const secrets = await handedOver(deployment)
      expect(Object.keys(secrets)).toEqual(['MASTER_KEY', 'LEDGER_KEY', 'RESEND_API_KEY'])
      const vars = { ENVIRONMENT: 'production', ORIGIN: site.origin, MAIL_FROM, STEWARDS }
      expect(readSettings({ ...vars, ...secrets })).toHaveProperty('settings')

      const seen = [text, await deployment.config(), ...(await commands())].join('\n')
      for (const secret of partsOf(secrets)) expect(seen).not.toContain(secret)
      expect(await deployment.leftBehind()).toEqual([])
    })

    it('continues after secrets could not be put, without having shown them', async () => {
      deployment.change({ failing: { 'secret bulk': 'Refused: INPUT' } })
      const stopped = await deployment.runDeploy(settings, { RESEND_API_KEY })

      expect(stopped.code).toBe(1)
      expect(stopped.text).toContain('Refused: {"MASTER_KEY":"(hidden)"')
      for (const secret of partsOf(await handedOver(deployment))) {
        expect(stopped.text).not.toContain(secret)
      }
      expect(await commands()).not.toContain('deploy')

      deployment.change({ failing: {} })
      const { code } = await deployment.runDeploy([], { RESEND_API_KEY })
      expect(code).toBe(0)
      expect(deployment.account()).toMatchObject(COMPLETE)
    })

    it('says that nobody is logged in, and stops there', async () => {
      deployment.change({ accounts: [] })
      const config = await deployment.config()

      const { code, text } = await deployment.runDeploy(settings)

      expect(code).toBe(1)
      expect(text).toContain('npx wrangler login')
      expect(text).not.toMatch(/^\s+at /m)
      expect(await commands()).toEqual(['whoami --json'])
      expect(await deployment.config()).toBe(config)
    })

    it('shows with --dry-run exactly what it would run, and runs nothing', async () => {
      const config = await deployment.config()
      const plan = await deployment.runDeploy(['--dry-run'])
      expect(plan.code).toBe(0)
      expect(await deployment.calls()).toEqual([])
      expect(await deployment.config()).toBe(config)

      await deployment.deploy(settings, { RESEND_API_KEY })

      const planned = [...plan.text.matchAll(/npx wrangler (.+?)(?: {3}#.*)?$/gm)]
      const unquoted = planned.map(([, command]) => command?.replaceAll("'", ''))
      expect(unquoted).toEqual(await commands())
    })

    it('says when wrangler is not there', async () => {
      const { code, text } = await deployment.runDeploy(settings, { PATH: '' })

      expect(code).toBe(1)
      expect(text).toContain('npm ci')
      expect(text).not.toMatch(/^\s+at /m)
    })
  })

  it('keeps the settings in wrangler.toml and leaves its other lines alone', async () => {
    const before = await deployment.config()

    await deployment.deploy(settings)

    const after = await deployment.config()
    expect(after).toContain('account_id = "a1"\n')
    expect(after).toContain(`ORIGIN = "${site.origin}"\n`)
    expect(after).toContain(`MAIL_FROM = "${MAIL_FROM}"\n`)
    expect(after).toContain(`STEWARDS = "${STEWARDS}"\n`)
    const others = (text: string) =>
      text.split('\n').filter((line) => !/^(account_id|ORIGIN|MAIL_FROM|STEWARDS) =/.test(line))
    expect(others(after)).toEqual(others(before))
  })

  it('makes and asks nothing again', async () => {
    await deployment.deploy(settings, { RESEND_API_KEY })
    const config = await deployment.config()
    const before = (await commands()).length

    const { isWell, text } = await deployment.deploy([], {}, aTypist())

    const again = (await commands()).slice(before)
    expect(isWell).toBe(true)
    expect(again.filter((one) => /create|bulk|execute/.test(one))).toEqual([])
    expect(again.at(-1)).toBe('deploy')
    expect(await deployment.config()).toBe(config)
    expect(text).toContain('MASTER_KEY is there.')
  })

  it('makes other keys for every installation', async () => {
    const other = await aDeployment()
    await Promise.all([deployment.deploy(settings), other.deploy(settings)])

    const [ours, theirs] = [await handedOver(deployment), await handedOver(other)]
    expect(ours.MASTER_KEY).not.toBe(theirs.MASTER_KEY)
    expect(ours.LEDGER_KEY).not.toBe(theirs.LEDGER_KEY)
    await other.remove()
  })

  it('makes the dead-letter queue that wrangler.toml names', async () => {
    const named = 'dead_letter_queue = "countersign-mail-dead"'
    const config = await deployment.config()
    await deployment.writeConfig(config.replace(named, 'dead_letter_queue = "lost-mail"'))

    await deployment.deploy(settings)

    expect(deployment.account().queues).toContain('lost-mail')
  })

  describe('with somebody at the keyboard', () => {
    it('asks for what is missing, again until it will do', async () => {
      const ada = aTypist('letters.example.org', site.origin, MAIL_FROM, 'Ada', STEWARDS, '')

      const { isWell, text } = await deployment.deploy([], {}, ada)

      expect(isWell).toBe(true)
      expect(ada.shown()).toContain('That must be an address such as https://')
      expect(ada.shown()).toContain('That must be one or more email addresses')
      expect(await deployment.config()).toContain(`ORIGIN = "${site.origin}"`)
      expect(text).toContain('RESEND_API_KEY is left for later.')
      expect(text).toContain('Nobody can sign before mail can go out.')
    })

    it('shows nothing of the key for mail, right or wrong', async () => {
      const ada = aTypist('sk_wrong_key', RESEND_API_KEY)

      const { text } = await deployment.deploy(settings, {}, ada)

      expect((await handedOver(deployment)).RESEND_API_KEY).toBe(RESEND_API_KEY)
      expect(ada.shown()).toContain('is no key from Resend')
      expect(ada.shown() + text).not.toMatch(/sk_wrong|nobodys/)
    })

    it('stops when the terminal goes away', async () => {
      const ada = aTypist()
      const deploying = deployment.deploy([], {}, ada)
      await expect.poll(ada.shown).toContain('Where will the site be?')

      ada.input.emit('end')

      expect((await deploying).text).toContain('Stopped.')
      expect(await commands()).toEqual(['whoami --json'])
    })

    it('asks which account when there are several', async () => {
      deployment.change({ accounts: two })
      const ada = aTypist('3', '2', '')

      const { isWell } = await deployment.deploy(settings, {}, ada)

      expect(isWell).toBe(true)
      expect(ada.shown()).toContain('2  Table b2')
      expect(await deployment.config()).toContain('account_id = "b2"')
    })
  })

  it('names the accounts to choose from when there is nobody to ask', async () => {
    deployment.change({ accounts: two })

    const { isWell, text } = await deployment.deploy(settings)

    expect(isWell).toBe(false)
    expect(text).toContain('--account')
    expect(text).toContain('b2  Table b2')
  })

  it('stays in the account it began in', async () => {
    deployment.change({ accounts: two })
    await deployment.deploy([...settings, '--account', 'b2'])

    deployment.change({ accounts: two.slice(0, 1) })
    const { isWell, text } = await deployment.deploy()

    expect(isWell).toBe(false)
    expect(text).toContain('no access to the account b2')
  })

  it('notices when secrets did not arrive although wrangler was content', async () => {
    deployment.change({ losesSecrets: true })

    const { text } = await deployment.deploy(settings)

    expect(text).toContain('MASTER_KEY and LEDGER_KEY did not arrive')
    expect(await commands()).not.toContain('deploy')
  })

  it.each([
    ['the account can’t be asked', 'whoami', 'Network is unreachable'],
    ['the database can’t be made', 'd1 create', 'There is no room'],
    ['a queue can’t be looked up', 'queues info', 'Authentication error'],
    ['a queue can’t be made', 'queues create', 'Not on this plan'],
    ['a migration fails', 'd1 migrations', 'near "TABEL": syntax error'],
    ['the database can’t be asked for letters', 'd1 execute', 'no such table: letter'],
    ['the secrets can’t be listed', 'secret list', 'Authentication error'],
    ['the upload fails', 'deploy', 'Too large'],
  ])('goes no further when %s, and says why', async (_, command, reason) => {
    deployment.change({ failing: { [command]: reason } })

    const { isWell, text } = await deployment.deploy(settings)

    expect(isWell).toBe(false)
    expect(text).toContain(`This failed: npx wrangler ${command}`)
    expect(text).toContain(reason)
    expect(text).toContain('run npm run deploy again')
    expect(text).not.toContain('Left to do')
    expect((await commands()).at(-1)).toContain(command)
  })

  describe('with letters in the database and keys gone', () => {
    beforeEach(() => deployment.change({ ...COMPLETE, letters: 2, secrets: ['RESEND_API_KEY'] }))

    it('makes no new ones by itself', async () => {
      const { isWell, text } = await deployment.deploy(settings)

      expect(isWell).toBe(false)
      expect(text).toContain('the Worker has no MASTER_KEY and no LEDGER_KEY')
      expect(text).toContain('npx wrangler secret put LEDGER_KEY')
      expect(await handedOver(deployment)).toEqual({})
    })

    it('makes new ones when told to', async () => {
      const { isWell } = await deployment.deploy([...settings, '--new-keys'])

      expect(isWell).toBe(true)
      expect(Object.keys(await handedOver(deployment))).toEqual(['MASTER_KEY', 'LEDGER_KEY'])
    })

    it('takes kept ones from the environment, once they are whole', async () => {
      const other = await aDeployment()
      await other.deploy(settings)
      const kept = await handedOver(other)
      await other.remove()

      const half = await deployment.deploy(settings, { ...kept, MASTER_KEY: 'c2hvcnQ=' })
      expect(half.text).toContain('MASTER_KEY must be 32 bytes in base64')
      expect(half.text).not.toContain('c2hvcnQ')
      expect(await handedOver(deployment)).toEqual({})

      expect((await deployment.deploy([], kept)).isWell).toBe(true)
      expect(await handedOver(deployment)).toEqual(kept)
    })
  })

  it.each([
    ['an ORIGIN that is still the example', '--origin', undefined, 'ORIGIN is not set yet'],
    ['an ORIGIN with a path', '--origin', 'https://example.org/a', 'ORIGIN must have no path'],
    ['an ORIGIN in the clear', '--origin', 'http://example.org', 'ORIGIN must begin with https'],
    ['a sender without a name', '--mail-from', 'a@example.org', 'MAIL_FROM must look like'],
    ['a steward without a mailbox', '--stewards', 'Ada', 'STEWARDS must be one or more'],
  ])('wants better than %s', async (_, flag, value, message) => {
    const others = settingsFor('https://letters.example.org')
    others.splice(others.indexOf(flag), 2)

    const { text } = await deployment.deploy(value ? [...others, flag, value] : others)

    expect(text).toContain(message)
    expect(text).toContain(`npm run deploy -- ${flag}`)
    expect(await commands()).toEqual(['whoami --json'])
  })

  it('puts no development site on the internet', async () => {
    const config = await deployment.config()
    await deployment.writeConfig(config.replace('"production"', '"development"'))

    const { text } = await deployment.deploy(settings)

    expect(text).toContain('ENVIRONMENT is "development"')
    expect(await commands()).not.toContain('deploy')
  })

  it('gives a setting back to its owner when it can’t write it', async () => {
    const config = await deployment.config()
    const inline = config.replace(
      '[vars]\n',
      "[vars]\nORIGIN = '''\nhttps://countersign.example'''\n"
    )
    const broken = inline.replace('ORIGIN = "https://countersign.example"\n', '')
    await deployment.writeConfig(broken)

    const { text } = await deployment.deploy(settings)

    expect(text).toContain('Write it there yourself, under [vars]')
    expect(await deployment.config()).toContain("ORIGIN = '''")
  })

  it('refuses flags that it does not know', async () => {
    await expect(async () => deployment.deploy(['--now'])).rejects.toThrow('--dry-run')
  })

  describe('afterwards', () => {
    beforeEach(() => deployment.change(COMPLETE))

    const deployTo = async (...answers: object[]) => {
      site.close()
      site = await aSite(...answers)
      return deployment.deploy(settingsFor(site.origin))
    }

    it('passes on what the site says is wrong', async () => {
      const { isWell, text } = await deployTo({ ok: false, version: 'v1', problems: ['No mail.'] })

      expect(isWell).toBe(false)
      expect(text).toContain('No mail.')
      expect(text).not.toContain('Custom')
    })

    it('waits until the new version answers', async () => {
      const old = { ok: false, version: 'v0', problems: ['An old problem.'] }

      const { isWell } = await deployTo(old, { ok: true, version: 'v1' })

      expect(isWell).toBe(true)
    })

    it('notices when something else answers', async () => {
      const { isWell, text } = await deployTo({ hello: 'shop' })

      expect(isWell).toBe(false)
      expect(text).toContain('something else answers there, with 200')
    })

    it('says how to give the Worker its domain while only the other address answers', async () => {
      deployment.change({ addresses: [site.origin] })

      const { isWell, text } = await deployment.deploy(settingsFor('https://letters.invalid'))

      expect(isWell).toBe(true)
      expect(text).toContain(`well, but only at ${site.origin} so far`)
      expect(text).toMatch(/Custom\s+domain,\s+letters\.invalid/)
      expect(text).toContain('no edge cache')
    })

    it('warns that workers.dev has no edge cache, and gives the right address', async () => {
      deployment.change({ addresses: [site.origin] })

      const { text } = await deployment.deploy(settingsFor('https://nobody.invalid.workers.dev'))

      expect(text).toContain(`--origin ${site.origin}`)
      expect(text).toContain('keeps no page at the edge')
    })
  })
})

const two = ['a1', 'b2'].map((id) => ({ id, name: `Table ${id}` }))

function settingsFor(origin: string) {
  return ['--origin', origin, '--mail-from', MAIL_FROM, '--stewards', STEWARDS]
}

type Secrets = Record<string, string>

async function handedOver(deployment: Awaited<ReturnType<typeof aDeployment>>) {
  const calls = await deployment.calls()
  const { input } = calls.findLast(({ argv }) => argv.join(' ') === 'secret bulk') ?? {}
  return JSON.parse(input ?? '{}') as Secrets
}

/** The secrets, and what would give one away. */
function partsOf(secrets: Secrets) {
  const { d } = JSON.parse(secrets.LEDGER_KEY ?? '') as { d: string }
  return [...Object.values(secrets), d]
}
