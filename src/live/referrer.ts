/**
 * Has the form to sign with say on which other site its page was found, if the browser tells: so many
 * from one page at once are a newspaper's readers, or somebody's robots.
 */
export function carryReferrer() {
  const form = document.querySelector('form#sign')
  const { referrer } = document
  const from = URL.canParse(referrer) ? new URL(referrer).host : ''
  if (!form || from === '' || from === location.host) return
  const field = form.appendChild(document.createElement('input'))
  field.type = 'hidden'
  field.name = 'from'
  field.value = from
}
