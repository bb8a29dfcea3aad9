import { piece, restOf, type School } from './school.ts'

const MOST = 6

/** Puts a school among those chosen, as a tick, and goes there: what was typed in is gone by then. */
export function choose(field: HTMLElement, school: School) {
  const chosen = field.querySelector<HTMLElement>('.chosen')
  const rows = chosen?.querySelector('div')
  const another = chosen?.querySelector<HTMLInputElement>('[name=another]')
  if (!chosen || !rows || !another) return
  const boxes = [...rows.querySelectorAll('input')]
  for (const box of boxes) if (!box.checked) box.parentElement?.remove()

  const known = boxes.find(({ value }) => value === String(school.urn))
  const box = known?.isConnected ? known : rows.appendChild(rowOf(school)).querySelector('input')
  field.querySelector('.found')?.remove()
  another.checked = false
  chosen.hidden = false
  box?.focus()
  box?.dispatchEvent(new Event('change', { bubbles: true }))
}

/** Asks for no more schools than a signature can have. */
export function keepRoom(field: HTMLElement) {
  const look = () => {
    const more = field.querySelector<HTMLElement>('.another')
    if (more) more.hidden = ticksIn(field) >= MOST
  }
  field.addEventListener('change', look)
  look()
}

/** How many schools are chosen. */
export function ticksIn(field: HTMLElement): number {
  return field.querySelectorAll('.chosen > div :checked').length
}

function rowOf(school: School): HTMLElement {
  const row = piece('label', '', 'chk')
  const box = document.createElement('input')
  box.type = 'checkbox'
  box.name = 'urn'
  box.value = String(school.urn)
  box.checked = true
  const words = document.createElement('span')
  words.append(piece('b', school.label), ' ', piece('span', restOf(school, false), 's soft'))
  row.append(box, words)
  return row
}
