import { demoName } from './names'
import type { DemoPerson } from './people'

/** Where these people come from: an address that the standards keep for examples. */
export const BURST_NETWORK = '203.0.113.24'

const SIGNERS = 52
const SIGNING_MINUTES = 20

/** Behind those who sign the letters. */
const FIRST_NAME = 300

/** Made-up people who sign a letter within minutes, from one network: all but every fourth confirm. */
export const burstPeople: DemoPerson[] = Array.from({ length: SIGNERS }, (_, i) => {
  const { first, last } = demoName(FIRST_NAME + i)
  return {
    name: `${first} ${last}`,
    email: `reader.${i + 1}@example.com`,
    role: i % 3 === 0 ? 'parent' : 'teacher',
    role_other: null,
    school: null,
    urns: [],
    country: 'england',
    public: true,
    minutes: Math.floor((i * SIGNING_MINUTES) / SIGNERS),
    confirms: i % 4 !== 3,
  }
})
