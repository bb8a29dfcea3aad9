import type { TestProject } from 'vitest/node'
import { aFolder, freePort, startSite } from '../cli/site.ts'

declare module 'vitest' {
  interface ProvidedContext {
    origin: string
  }
}

/** One site for all journeys, with databases and keys of its own. */
export async function setup(project: TestProject) {
  const folder = await aFolder()
  const site = await startSite(await freePort(), folder.path)
  project.provide('origin', site.origin)

  return async () => {
    await site.stop()
    await folder.remove()
  }
}
