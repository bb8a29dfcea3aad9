import type { ListedSchool } from '../../desk/listed-schools'

type ListedSchoolsProps = { listed: ListedSchool[] | null; address: string }

/** Which of the texts name a school of the register: a hint, since only signers choose theirs. */
export function ListedSchools({ listed, address }: ListedSchoolsProps) {
  if (listed === null) {
    return (
      <p>
        <a href={`${address}#register`}>Which of these name a school of the register?</a>
      </p>
    )
  }
  if (listed.length === 0) {
    return <p>None of these is the name, or name and town, of exactly one open school.</p>
  }
  return (
    <>
      <p>
        Each of these is the name, or name and town, of exactly one open school. Only its signers
        can choose it, on their own pages.
      </p>
      <ul>
        {listed.map(({ text, urn, label }) => (
          <li>
            <bdi>{text}</bdi>: {label}, number {urn} in the register
          </li>
        ))}
      </ul>
    </>
  )
}
