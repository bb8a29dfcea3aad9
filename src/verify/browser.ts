import type { Audit } from '../ledger/audit.ts'
import { wireKeptForm } from './kept-form.ts'
import { wireNumberForm } from './number-form.ts'
import { part } from './parts.ts'
import { wireReceiptForm } from './receipt-form.ts'

/** A public key that any browser knows that can check signatures at all (RFC 8032, test 1). */
const SOME_KEY = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'

const page = part(document, '[data-ledger]')

if (await canCheckSignatures()) {
  let audited: Audit | null = null
  const { ledger = '', keys: keyFile = '' } = page.dataset
  const source = { ledger, keyFile }

  wireNumberForm(part(page, '#check-number'), source, shownOn(page), (audit) => (audited = audit))
  wireReceiptForm(part(page, '#check-receipt'), source, () => audited)
  wireKeptForm(part(page, '#check-kept'), source)
  for (const aided of page.querySelectorAll<HTMLElement>('[data-aided]')) aided.hidden = false
  for (const unaided of page.querySelectorAll<HTMLElement>('[data-unaided]')) unaided.hidden = true
}

/** Without Ed25519 every signature would look wrong. */
async function canCheckSignatures(): Promise<boolean> {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: SOME_KEY }
  try {
    await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify'])
    return true
  } catch {
    return false
  }
}

function shownOn({ dataset }: HTMLElement) {
  return {
    counted: Number(dataset.counted),
    confirmed: Number(dataset.confirmed),
    withdrawn: Number(dataset.withdrawn),
    removed: Number(dataset.removed),
    checkpoint: part(page, '#checkpoint').textContent,
  }
}
