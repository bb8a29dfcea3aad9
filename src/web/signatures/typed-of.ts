import type { KeptSignature } from '../../signatures/find'
import type { Posted } from '../form'

/** A signature as its form would have been filled in. */
export function typedOf(signature: KeptSignature): Posted {
  return {
    name: signature.name ?? '',
    role: signature.role ?? '',
    role_other: signature.roleOther ?? '',
    // What the register calls a school is not the signer's to keep, should they unchoose it.
    school: signature.urns === null ? (signature.school ?? '') : '',
    urn: signature.urns ?? '',
    country: signature.country ?? '',
    public: signature.public ? 'on' : '',
  }
}
