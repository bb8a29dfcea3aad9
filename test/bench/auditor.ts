import { audit } from '../../src/ledger/audit.ts'
import { parseKeyFile } from '../../src/ledger/key-file.ts'
import { bundlePath } from '../../src/ledger/tile.ts'

const [, , site = '', uuid = ''] = process.argv

const keys = await parseKeyFile(await text('/.well-known/countersign-keys.txt'))
const began = performance.now()
const { size, totals } = await audit(
  {
    checkpoint: () => text(`/ledger/${uuid}/checkpoint`),
    bundle: async (bundle) => {
      const answer = await get(`/ledger/${uuid}/${bundlePath(bundle)}`)
      return new Uint8Array(await answer.arrayBuffer())
    },
  },
  keys
)
const { user, system } = process.cpuUsage()
const audited = {
  entries: size,
  live: totals.live,
  seconds: (performance.now() - began) / 1000,
  cpuSeconds: (user + system) / 1_000_000,
  mostMemory: process.resourceUsage().maxRSS * 1024,
}
process.stdout.write(JSON.stringify(audited))

async function text(path: string): Promise<string> {
  return (await get(path)).text()
}

async function get(path: string): Promise<Response> {
  const answer = await fetch(site + path)
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  return answer
}
