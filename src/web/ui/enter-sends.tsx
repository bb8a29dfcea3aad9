/**
 * Stands first in a form that has more than one button. Enter in a field presses a form's first
 * button, and this one sends the form and asks for nothing else.
 */
export function EnterSends() {
  return (
    <button class="vh" tabindex={-1} aria-hidden="true">
      Send
    </button>
  )
}
