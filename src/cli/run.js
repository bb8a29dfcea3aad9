// Plain JavaScript, so that a Node too old for the rest can still say so.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

if (process.features.typescript) {
  process.argv.splice(1, 1)
  await import(pathToFileURL(resolve(process.argv[1])).href)
} else {
  console.error(
    `Countersign needs Node 22.18 or newer, and this is Node ${process.versions.node}.\n` +
      'Run "npm ci" first: it brings the right one, and npm start and npm test use it.'
  )
  process.exitCode = 1
}
