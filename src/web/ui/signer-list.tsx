import type { ListedSignature } from '../../signatures/list'

type SignerListProps = {
  signatures: ListedSignature[]
  /** The edition since which the words stand; a signature of an earlier one says so. */
  since: number
}

export function SignerList({ signatures, since }: SignerListProps) {
  return (
    <ul class="sigs">
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
    </ul>
  )
}
