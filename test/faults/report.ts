/** Which faults are tried: all of them, a single one, or what a seed chooses. */
export type Asked = { whole: boolean; only: string; seed: number }

/** Of one journey: how many faults were tried, and each that broke a rule. */
export type Report = { journey: string; tried: number; failed: { name: string; why: string }[] }

declare module 'vitest' {
  interface ProvidedContext {
    faults: Asked
  }

  interface TaskMeta {
    faults?: Report
  }
}
