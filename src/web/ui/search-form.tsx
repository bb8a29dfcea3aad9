import { OTHER_ROLE, type Role } from '../../letters/letter'
import { paths } from '../../paths'

type SearchFormProps = {
  slug: string
  query?: string
  /** Roles to choose from, where the search can be narrowed to one. */
  roles?: Role[]
  role?: string
}

export function SearchForm({ slug, query, roles, role }: SearchFormProps) {
  return (
    <form class="find noprint" role="search" action={paths.signatures(slug)}>
      <label for="q">Find a name or school</label>
      <div>
        <input id="q" name="q" type="search" value={query} autocomplete="off" maxlength={100} />
        {roles && <RoleChoice roles={roles} role={role} />}
        <button class="btn alt">Find</button>
      </div>
    </form>
  )
}

function RoleChoice({ roles, role }: { roles: Role[]; role?: string }) {
  const choices = [...roles, { key: OTHER_ROLE, label: 'Other' }]
  return (
    <select name="role" aria-label="Role">
      <option value="">Any role</option>
      {choices.map(({ key, label }) => (
        <option value={key} selected={key === role}>
          {label}
        </option>
      ))}
    </select>
  )
}
