import { deskPaths } from '../../desk-paths'
import { OTHER_ROLE, type Letter } from '../../letters/letter'

/** How the list is narrowed and sorted. */
export type Asked = {
  query: string
  /** The key of a role, or nothing. */
  role: string
  /** The number of an edition, or nought. */
  edition: number
  oldestFirst: boolean
}

type FindSignersProps = { letter: Letter; asked: Asked }

/** The form that narrows and sorts the list of who signed. */
export function FindSigners({ letter, asked }: FindSignersProps) {
  const roles = [...letter.roles, { key: OTHER_ROLE, label: 'Other' }]
  const editions = Array.from({ length: letter.edition }, (_, i) => letter.edition - i)
  return (
    <form class="find noprint" role="search" action={deskPaths.signers(letter.id)}>
      <label for="q">Find a name, a school or a number</label>
      <div>
        <input
          id="q"
          name="q"
          type="search"
          value={asked.query}
          autocomplete="off"
          maxlength={100}
        />
        <select name="role" aria-label="Role">
          <option value="">Any role</option>
          {roles.map(({ key, label }) => (
            <option value={key} selected={key === asked.role}>
              {label}
            </option>
          ))}
        </select>
        {editions.length > 1 && (
          <select name="edition" aria-label="Edition">
            <option value="">Any edition</option>
            {editions.map((n) => (
              <option value={n} selected={n === asked.edition}>
                Edition {n}
              </option>
            ))}
          </select>
        )}
        <select name="sort" aria-label="Order">
          <option value="">Newest first</option>
          <option value="oldest" selected={asked.oldestFirst}>
            Oldest first
          </option>
        </select>
        <button class="btn alt">Find</button>
      </div>
    </form>
  )
}
