import { generateKeyPairSync, randomBytes } from 'node:crypto'

/** Keys for one installation, as its settings spell them: never used before and by nobody else. */
export function newKeys(): { MASTER_KEY: string; LEDGER_KEY: string } {
  const { privateKey } = generateKeyPairSync('ed25519')
  return {
    MASTER_KEY: randomBytes(32).toString('base64'),
    LEDGER_KEY: JSON.stringify(privateKey.export({ format: 'jwk' })),
  }
}
