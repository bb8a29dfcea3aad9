import type { ListedSignature } from '../../signatures/list'

type SignerListProps = {
  signatures: ListedSignature[]
  /** The edition since which the words stand; a signature of an earlier one says so. */
  since: number
}

export function SignerList(props: SignerListProps) {
  return (
    <ul class="sigs">
      <SignerItems {...props} />
    </ul>
  )
}

/** Their items alone, for a list that comes in parts. */
export function SignerItems({ signatures, since }: SignerListProps) {
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
        </li>
      ))}
    </>
  )
}
