import type { TestProject } from 'vitest/node'
import type { Asked } from './report.ts'

/** What `npm run faults` asks for; `npm test` asks for nothing. */
export function setup(project: TestProject) {
  const { FAULTS_WHOLE, FAULTS_ONLY = '', FAULTS_SEED } = process.env
  const seed = Number(FAULTS_SEED) || Math.floor(Math.random() * 2 ** 31)
  const asked: Asked = { whole: FAULTS_WHOLE === 'yes', only: FAULTS_ONLY, seed }
  project.provide('faults', asked)
}
