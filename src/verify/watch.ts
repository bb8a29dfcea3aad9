/** What a check goes through, in its order. */
export type Step = 'checkpoint' | 'signature' | 'entries' | 'root' | 'rules' | 'history' | 'number'

/** Whoever looks on while something is checked. The step begun last is the one that fails. */
export type Watch = {
  begins: (step: Step) => void
  progress: (done: number, size: number) => void
  passes: (step: Step, finding: string) => void
}
