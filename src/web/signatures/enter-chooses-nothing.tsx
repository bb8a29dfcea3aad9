/**
 * Stands first in a form that ends in a choice. Enter in a field presses a form's first button, and
 * this one posts no choice, so nobody signs, or is erased, by pressing Enter.
 */
export function EnterChoosesNothing() {
  return (
    <button class="vh" tabindex={-1} aria-hidden="true">
      Choose below
    </button>
  )
}
