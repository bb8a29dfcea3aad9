import type { KeptSignature } from '../../signatures/find'
import type { Posted } from '../form'

/** A signature as its form would have been filled in. */
export function typedOf(signature: KeptSignature): Posted {
  return {
    name: signature.name ?? '',
    role: signature.role ?? '',
    role_other: signature.roleOther ?? '',
    school: signature.school ?? '',
    country: signature.country ?? '',
    public: signature.public ? 'on' : '',
  }
}
