import { readFileSync } from 'node:fs'
import { answer } from './cloudflare.ts'

// Stands in for the wrangler program: what it is asked is answered by a made-up account.
const [folder = '', ...argv] = process.argv.slice(2)
const said = answer(folder, argv, readFileSync(0, 'utf8'), process.env)
process.stdout.write(said.text)
process.stderr.write(said.problems)
process.exitCode = said.ok ? 0 : 1
