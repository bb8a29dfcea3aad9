import { Problem } from './problem.ts'
import { NOTHING_CHANGED } from './schools-rows.ts'

export function isNumber(text: string, digits: number): boolean {
  return /^[1-9]\d*$/.test(text) && text.length === digits
}

/** A cell that should hold a school's number and doesn't: the file is not what it seems. */
export function misread(line: number, column: string, text: string): Problem {
  return new Problem(`Line ${line}: “${text}” is no ${column} of a school. ${NOTHING_CHANGED}`)
}
