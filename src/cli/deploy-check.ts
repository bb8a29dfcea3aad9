import { readSettings, type SettingProblem } from '../env.ts'
import { newKeys } from './new-keys.ts'

/** What the site would say of these settings, were all the others right. */
export function problemsWith(given: Record<string, string>): SettingProblem[] {
  const others = {
    ENVIRONMENT: 'production',
    ORIGIN: 'https://letters.example.org',
    MAIL_FROM: 'Letters <letters@example.org>',
    STEWARDS: 'ada@example.org',
  }
  const read = readSettings({ ...others, ...newKeys(), ...given })
  return 'problems' in read ? read.problems : []
}
