import type { TestProject } from 'vitest/node'
import { startResend } from './resend.ts'

/** Runs the fake of the mail provider beside all tests that inject its address. */
export async function setup(project: TestProject) {
  const resend = await startResend()
  project.provide('resend', resend.url)
  return resend.stop
}
