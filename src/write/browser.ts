import { autosave, send } from './autosave.ts'
import { cleanPaste } from './paste.ts'

const PREVIEW_MS = 600

const form = document.querySelector<HTMLFormElement>('form[data-write]')
const shown = document.querySelector<HTMLElement>('[data-saved]')
const said = document.querySelector<HTMLElement>('[data-said]')
const preview = document.querySelector<HTMLElement>('#preview')
const area = form?.querySelector('textarea')
if (form && shown && said && preview && area) {
  autosave(form, shown, said)
  cleanPaste(area)
  keepPreview(form, preview)
}

/** Shows beside the form what it says, as it will look. */
function keepPreview(form: HTMLFormElement, preview: HTMLElement) {
  let timer = 0
  let newest = 0

  async function show() {
    const mine = ++newest
    try {
      const response = await send(form, form.dataset.write ?? '')
      const { html } = (await response.json()) as { html: string }
      // The site made it from the words, with nothing in it that runs.
      if (mine === newest) preview.innerHTML = html
    } catch {
      // The next change, perhaps. What is saved is said elsewhere.
    }
  }

  form.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(show, PREVIEW_MS)
  })
  for (const button of form.querySelectorAll<HTMLElement>('[data-preview]')) button.hidden = true
}
