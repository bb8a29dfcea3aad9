import { readFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'
import type { Config } from './deploy-config.ts'

/** Who the stewards are: as the development keys' file says, if it does, or as wrangler.toml does. */
export async function stewardsIn(config: Config, devVars: string | null): Promise<string[]> {
  const text = devVars === null ? '' : await readFile(devVars, 'utf8').catch(() => '')
  const stewards = parseEnv(text)['STEWARDS'] || config.vars.STEWARDS
  return stewards
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}
