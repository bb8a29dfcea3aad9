import type { ListedSignature } from '../../signatures/list'
import { AssuranceMark } from './assurance-mark'

type SignerListProps = {
  signatures: ListedSignature[]
  /** The edition since which the words stand; a signature of an earlier one says so. */
  since: number
  /** Do they name schools of the register, so that there is something to check. */
  marked: boolean
}

export function SignerList(props: SignerListProps) {
  return (
    <ul class="sigs">
      <SignerItems {...props} />
    </ul>
  )
}

/** Their items alone, for a list that comes in parts. */
export function SignerItems({ signatures, since, marked }: SignerListProps) {
  return (
    <>
      {signatures.map((signature) => (
        <li>
          <b>{signature.name}</b>
          <bdi>
            {signature.role}
            {signature.school && `, ${signature.school}`}
          </bdi>
          {signature.edition < since && ` (edition ${signature.edition})`}
          {marked && <AssuranceMark {...signature} />}
        </li>
      ))}
    </>
  )
}
