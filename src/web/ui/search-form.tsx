import { paths } from '../../paths'

export function SearchForm({ slug, query }: { slug: string; query?: string }) {
  return (
    <form class="find noprint" role="search" action={paths.signatures(slug)}>
      <label for="q">Find a name or school</label>
      <div>
        <input id="q" name="q" type="search" value={query} autocomplete="off" maxlength={100} />
        <button class="btn alt">Find</button>
      </div>
    </form>
  )
}
