import { parseArgs } from 'node:util'
import { Problem } from './problem.ts'

/** What was asked for on the command line. */
export type Command =
  | { verb: 'help' }
  | { verb: 'audit'; urls: string[] }
  | { verb: 'total'; from: string }
  | { verb: 'pair'; a: string; b: string; consistency: string | undefined }
  | {
      verb: 'receipt'
      file: string
      total: string | undefined
      consistency: string | undefined
      audit: boolean
    }
  | { verb: 'watch'; url: string; state: string; seconds: number | null }

export type Options = { command: Command; vkeys: string[]; json: boolean }

const known = {
  vkey: { type: 'string', multiple: true },
  consistency: { type: 'string' },
  total: { type: 'string' },
  audit: { type: 'boolean' },
  state: { type: 'string' },
  interval: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

type Values = ReturnType<typeof parse>['values']
type Verb = keyof typeof VERBS

/** What each takes: how many words at least and at most, and which options. */
const VERBS = {
  audit: { words: [1, Infinity], options: [] },
  total: { words: [1, 1], options: [] },
  pair: { words: [2, 2], options: ['consistency'] },
  receipt: { words: [1, 1], options: ['total', 'consistency', 'audit'] },
  watch: { words: [1, 1], options: ['state', 'interval'] },
} as const satisfies Record<string, { words: [number, number]; options: (keyof Values)[] }>

const LONGEST_INTERVAL = 24 * 60 * 60

/** Reads the command line. Throws `Problem` for anything that would be passed over in silence. */
export function readOptions(args: string[]): Options {
  const { values, positionals } = parse(args)
  const { vkey: vkeys = [], json, help } = values
  return { command: help ? { verb: 'help' } : readCommand(positionals, values), vkeys, json }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: known, allowPositionals: true })
  } catch (error) {
    const [sentence = ''] = String((error as Error).message).split('. ')
    throw wrong(sentence)
  }
}

function readCommand(positionals: string[], values: Values): Command {
  const [first = '', ...rest] = positionals
  const verb = isVerb(first) ? first : 'audit'
  const words = isVerb(first) ? rest : positionals
  demandFit(verb, words, values)

  const [a = '', b = ''] = words
  const { consistency, total, audit = false, state = '', interval } = values
  switch (verb) {
    case 'audit':
      return { verb, urls: words }
    case 'total':
      return { verb, from: a }
    case 'pair':
      return { verb, a, b, consistency }
    case 'receipt':
      return { verb, file: a, total, consistency, audit }
    case 'watch':
      if (!state) throw wrong('Say with --state in which file the last look is to be kept')
      return { verb, url: a, state, seconds: interval === undefined ? null : secondsOf(interval) }
  }
}

function demandFit(verb: Verb, words: string[], values: Values) {
  const [least, most] = VERBS[verb].words
  if (words.length < least) throw wrong('Something to check is missing')
  if (words.length > most) throw wrong(`"${words[most]}" is more than "${verb}" takes`)

  const allowed: readonly string[] = ['vkey', 'json', 'help', ...VERBS[verb].options]
  const other = Object.keys(values).find((name) => !allowed.includes(name))
  if (other) throw wrong(`"${verb}" does not take --${other}`)
}

function secondsOf(text: string): number {
  const seconds = Number(text)
  if (/^\d+$/.test(text) && seconds >= 1 && seconds <= LONGEST_INTERVAL) return seconds
  throw wrong(`--interval takes seconds, from 1 to ${LONGEST_INTERVAL}`)
}

function isVerb(word: string): word is Verb {
  return Object.hasOwn(VERBS, word)
}

function wrong(sentence: string): Problem {
  return new Problem(`${sentence}. What there is, --help tells.`)
}
