import { piece, restOf, type School } from './school.ts'

const QUIET_MS = 150
const FEWEST_LETTERS = 2

/**
 * Makes a text field a combobox with a list that it fills as somebody types (WAI-ARIA 1.2, list
 * autocomplete, nothing chosen beforehand). When the search fails it stays a text field. `last` is
 * the option of none of them.
 */
export function combobox(
  input: HTMLInputElement,
  address: string,
  last: () => string,
  choose: (one: School) => void
) {
  const list = piece('ul', '', 'options noprint')
  const status = piece('span', '', 'vh')
  let found: School[] = []
  let active = -1
  let timer = 0
  let asking = new AbortController()

  list.id = 'school-options'
  list.hidden = true
  setAll(list, { role: 'listbox', 'aria-label': 'Schools' })
  setAll(status, { role: 'status' })
  setAll(input, {
    role: 'combobox',
    autocomplete: 'off',
    'aria-autocomplete': 'list',
    'aria-controls': list.id,
    'aria-expanded': 'false',
  })
  input.after(list, status)

  function close() {
    clearTimeout(timer)
    asking.abort()
    list.hidden = true
    input.setAttribute('aria-expanded', 'false')
    activate(-1)
  }

  function activate(index: number) {
    active = index
    for (const [i, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(i === index))
    }
    const option = list.children[index]
    if (option) input.setAttribute('aria-activedescendant', option.id)
    else input.removeAttribute('aria-activedescendant')
    option?.scrollIntoView({ block: 'nearest' })
  }

  async function ask() {
    const typed = input.value.trim()
    close()
    if (typed.length < FEWEST_LETTERS) return
    const { signal } = (asking = new AbortController())
    try {
      const answer = await fetch(`${address}?q=${encodeURIComponent(typed)}`, { signal })
      const { schools } = (await answer.json()) as { schools: School[] }
      if (!signal.aborted) show(schools)
    } catch {
      // Aborted, or there is no connection: what is typed stays, and that will do.
    }
  }

  function show(schools: School[]) {
    found = schools
    const options = schools.map((one) => {
      const option = piece('li', '')
      option.append(piece('b', one.label), ' ', piece('span', restOf(one, true), 's soft'))
      return option
    })
    list.replaceChildren(...options, piece('li', last()))
    for (const [i, option] of [...list.children].entries()) {
      setAll(option, { role: 'option', id: `school-option-${i}` })
    }
    list.hidden = false
    input.setAttribute('aria-expanded', 'true')
    activate(-1)
    list.scrollTop = 0
    list.scrollIntoView({ block: 'nearest' })
    input.scrollIntoView({ block: 'nearest' })
    const n = schools.length
    status.textContent = n === 1 ? '1 school found' : `${n || 'No'} schools found`
  }

  function take(index: number) {
    const school = found[index]
    close()
    status.textContent = school ? `Chosen: ${school.label}` : last()
    if (!school) return
    input.value = ''
    choose(school)
  }

  function move(by: number) {
    if (list.hidden) return void ask()
    const count = list.children.length
    activate(active < 0 && by < 0 ? count - 1 : (active + by + count) % count)
  }

  input.addEventListener('input', () => {
    clearTimeout(timer)
    asking.abort()
    if (input.value.trim().length < FEWEST_LETTERS) close()
    else timer = setTimeout(ask, QUIET_MS)
  })
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return
    const isOpen = !list.hidden
    const acts: Record<string, false | (() => void)> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Home: active >= 0 && (() => activate(0)),
      End: active >= 0 && (() => activate(list.children.length - 1)),
      // Without an option chosen it only closes the list: nobody sends a form by looking for a school.
      Enter: isOpen && (() => (active < 0 ? close() : take(active))),
      Escape: () => (isOpen ? close() : (input.value = '')),
    }
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    act()
  })
  input.addEventListener('blur', close)
  // A press on the list must not take the keyboard from the field.
  list.addEventListener('mousedown', (event) => event.preventDefault())
  list.addEventListener('click', ({ target }) => {
    const option = (target as Element).closest('li')
    if (option) take([...list.children].indexOf(option))
  })
}

function setAll(element: Element, attributes: Record<string, string>) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
}
