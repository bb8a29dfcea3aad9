import { choose, keepRoom, ticksIn } from './chosen.ts'
import { combobox } from './combobox.ts'

const field = document.querySelector<HTMLElement>('[data-schools]')
const input = field?.querySelector<HTMLInputElement>('#school')
const button = field?.querySelector<HTMLElement>('[name=find]')
if (field && input && button) {
  button.hidden = true
  keepRoom(field)
  const none = () =>
    ticksIn(field) > 0 ? 'None of these' : 'My school isn’t listed: keep what I typed'
  combobox(input, field.dataset.schools ?? '', none, (school) => choose(field, school))
}
