import { beforeAll, describe, vi } from 'vitest'
import { askEverywhere } from './addresses'
import { askAnyhow } from './askers'
import { readBodies, refuseBodies } from './bodies'
import { aReach, type Reach } from './reach'

// Each test asks for every path, on machines that do other things besides.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const at = {} as Reach
beforeAll(async () => {
  Object.assign(at, await aReach())
})

describe('every path that takes a form', () => {
  refuseBodies(at)
})
describe('every path', () => {
  askEverywhere(at)
})
describe('whoever asks', () => {
  askAnyhow(at)
})
// Last, since some of these are forms that can be taken.
describe('a body', () => {
  readBodies(at)
})
