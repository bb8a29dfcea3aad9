import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import type { Deployment, Step } from './deploy-step.ts'
import { commandLine, failed } from './deploy-wrangler.ts'

const deploy = ['deploy']

const ADVICE = `The database and the secrets are ready; the site still runs the code it had, if any. If wrangler
asks for a workers.dev subdomain, register one in the dashboard under Workers & Pages.`

const deployedSchema = z.object({
  type: z.literal('deploy'),
  version_id: z.string().nullable(),
  targets: z.array(z.string()).default([]),
})

/** Bundles and uploads the code, with settings, assets, cron and queue consumer. */
export const worker: Step = {
  title: 'Worker',
  why: 'Bundles the code and uploads it. Visitors get it within seconds.',
  plan: () => [commandLine(deploy)],

  async run(deployment) {
    const folder = await mkdtemp(join(tmpdir(), 'countersign-deploy-'))
    try {
      const notes = join(folder, 'deployed.ndjson')
      const env = { WRANGLER_OUTPUT_FILE_PATH: notes }
      const said = await deployment.wrangler(deploy, { env })
      if (!said.ok) throw failed(deploy, said, ADVICE)
      deployment.live = readNotes(await readFile(notes, 'utf8').catch(() => ''))
    } finally {
      await rm(folder, { recursive: true })
    }
    const { version, addresses } = deployment.live
    return [`Version ${version ?? 'unknown'} is up.`, ...addresses].join('\n')
  },
}

/** Wrangler's notes hold one JSON object a line; what it serves on comes with queues and cron. */
function readNotes(notes: string): Deployment['live'] {
  for (const line of notes.split('\n')) {
    const deployed = deployedSchema.safeParse(jsonIn(line))
    if (!deployed.success) continue
    const { version_id, targets } = deployed.data
    return { version: version_id, addresses: targets.filter((one) => /^https?:/.test(one)) }
  }
  return { version: null, addresses: [] }
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
