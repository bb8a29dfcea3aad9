/** Something read that breaks a rule. `rule` is its short name, the message a sentence about it. */
export class Rejected extends Error {
  readonly rule: string

  constructor(rule: string, message: string) {
    super(message)
    this.name = 'Rejected'
    this.rule = rule
  }
}
