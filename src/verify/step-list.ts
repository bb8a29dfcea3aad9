import { part } from './parts.ts'
import type { Step, Watch } from './watch.ts'

type State = 'waiting' | 'now' | 'passed' | 'failed' | 'stopped'

const WORDS: Record<State, string> = {
  waiting: '',
  now: 'Now: ',
  passed: 'Done: ',
  failed: 'Failed: ',
  stopped: 'Not finished: ',
}

/** Shows a check's steps as they are taken, to eyes and to screen readers. */
export class StepList implements Watch {
  readonly #root: HTMLElement
  readonly #steps: HTMLElement[]
  readonly #bar: HTMLProgressElement
  readonly #said: HTMLElement
  #now: HTMLElement | null = null

  constructor(root: HTMLElement) {
    this.#root = root
    this.#steps = [...root.querySelectorAll<HTMLElement>('[data-step]')]
    this.#bar = part(root, 'progress')
    this.#said = part(root, '[data-said]')
  }

  restart() {
    for (const step of this.#steps) this.#mark(step, 'waiting', '')
    this.#now = null
    this.#bar.hidden = true
    part(this.#root, '[data-steps]').hidden = false
  }

  begins(step: Step) {
    this.#now = this.#step(step)
    this.#mark(this.#now, 'now', '')
  }

  progress(done: number, size: number) {
    this.#bar.max = size
    this.#bar.value = done
    this.#bar.hidden = done === size
  }

  passes(step: Step, finding: string) {
    this.#mark(this.#step(step), 'passed', finding)
  }

  /** Ends at the step that was begun last. */
  ends(state: 'failed' | 'stopped') {
    this.#bar.hidden = true
    if (this.#now) this.#mark(this.#now, state, '')
  }

  #mark(step: HTMLElement, state: State, finding: string) {
    step.dataset.state = state
    part(step, '[data-word]').textContent = WORDS[state]
    part(step, '[data-finding]').textContent = finding
    // Read out in turn. Progress is not: it would never stop.
    if (state === 'passed') this.#said.textContent = `${part(step, 'b').textContent}: done.`
  }

  #step(name: Step): HTMLElement {
    return part(this.#root, `[data-step="${name}"]`)
  }
}
