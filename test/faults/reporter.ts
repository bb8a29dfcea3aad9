import type { Reporter, TestCase, TestModule } from 'vitest/node'
import type { Report } from './report.ts'

/** Prints one line a journey, and of each fault that broke a rule how to try it alone. */
export class FaultReporter implements Reporter {
  readonly #print: (line: string) => void
  #passed = 0
  #failed = 0

  constructor(print: (line: string) => void) {
    this.#print = print
  }

  onTestCaseResult(test: TestCase) {
    const { faults } = test.meta()
    if (!faults) return
    const { journey, tried, failed } = faults
    this.#passed += tried - failed.length
    this.#failed += failed.length
    const seconds = ((test.diagnostic()?.duration ?? 0) / 1000).toFixed(1)
    this.#print(`${journey.padEnd(20)} ${String(tried).padStart(4)} faults  ${seconds} s`)
    for (const one of failed) this.#print(inWords(one))
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly { message: string }[]) {
    const broken = modules.flatMap((module) => module.errors()).concat(errors as never[])
    for (const { message } of broken) this.#print(message)
    this.#failed += broken.length
    if (this.#passed + this.#failed === 0) {
      this.#print('There is no such journey, or it makes no such call.')
      process.exitCode = 1
    }
    this.#print(`\n${this.#passed} passed, ${this.#failed} failed`)
  }
}

function inWords({ name, why }: Report['failed'][number]): string {
  return `  npm run faults -- --only '${name}'\n    ${why.replaceAll('\n', '\n    ')}`
}
