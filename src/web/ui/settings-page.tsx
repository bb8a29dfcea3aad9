import type { SettingProblem } from '../../env'
import { ProblemPage } from './problem-page'

/** For whoever runs this site: which settings keep it from starting. It shows no values. */
export function SettingsPage({ problems }: { problems: SettingProblem[] }) {
  return (
    <ProblemPage title="This site is not set up yet">
      <p>Whoever runs it must put these settings right, then deploy again:</p>
      <ul>
        {problems.map(({ setting, problem }) => (
          <li>
            <code>{setting}</code> {problem}
          </li>
        ))}
      </ul>
    </ProblemPage>
  )
}
