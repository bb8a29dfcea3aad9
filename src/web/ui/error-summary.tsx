import type { Problems } from '../../signatures/signature'

/**
 * What is wrong with a form, first on its page. `autofocus` takes the keyboard and the screen reader
 * there without script, which reads it once: an alert as well would read it twice. The key `form`
 * stands for the form as a whole and links to no field.
 */
export function ErrorSummary({ problems }: { problems: Problems }) {
  const found = Object.entries(problems)
  if (found.length === 0) return null

  return (
    <div
      class="errs"
      role="group"
      tabindex={-1}
      autofocus
      aria-labelledby="problem-heading"
      aria-describedby="problem-list"
    >
      <h2 id="problem-heading">There is a problem</h2>
      <ul class="plain" id="problem-list">
        {found.map(([field, problem]) => (
          <li>{field === 'form' ? problem : <a href={`#${field}`}>{problem}</a>}</li>
        ))}
      </ul>
    </div>
  )
}
