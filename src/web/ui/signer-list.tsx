import type { ListedSignature } from '../../signatures/list'

type SignerListProps = {
  signatures: ListedSignature[]
  /** The newest edition; a signature of an earlier one says so. */
  edition: number
}

export function SignerList({ signatures, edition }: SignerListProps) {
  return (
    <ul class="sigs">
      {signatures.map((signature) => (
        <li>
          <b>{signature.name}</b>
          <bdi>
            {signature.role}
            {signature.school && `, ${signature.school}`}
          </bdi>
          {signature.edition !== edition && ` (edition ${signature.edition})`}
        </li>
      ))}
    </ul>
  )
}
