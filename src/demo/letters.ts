import { earlierLetter } from './earlier'
import { inspectionLetter } from './inspection'
import type { DemoLetter } from './letter'
import { manifesto } from './manifesto'

/** The letters that a fresh installation shows, the fullest first. */
export const demoLetters: DemoLetter[] = [inspectionLetter, manifesto, earlierLetter]
