import type { TestProject } from 'vitest/node'
import { startResend } from './resend.ts'
import { startSiteverify } from './siteverify.ts'

/** Runs the fakes of other people’s services beside all tests that inject their addresses. */
export async function setup(project: TestProject) {
  const [resend, siteverify] = await Promise.all([startResend(), startSiteverify()])
  project.provide('resend', resend.url)
  project.provide('siteverify', siteverify.url)
  return () => Promise.all([resend.stop(), siteverify.stop()])
}
