import { stopsLaunch, type Obstacle } from '../../desk/launching'
import { deskPaths } from '../../desk-paths'
import { HiddenFields } from '../signatures/hidden-fields'
import { ErrorSummary } from '../ui/error-summary'
import { TextField } from '../ui/field'
import { fieldsOf, type FormState } from '../ui/form-state'
import { DeskPage } from './desk-page'
import { LaunchObstacles } from './launch-obstacles'

type NewLetterPageProps = {
  /** What could stop the launch. */
  obstacles: Obstacle[]
  form: FormState
}

/** Starts a letter, and says first what could keep it from opening. */
export function NewLetterPage({ obstacles, form }: NewLetterPageProps) {
  const { values, problems } = form
  const field = fieldsOf(form)
  const barred = obstacles.some(({ what }) => what === 'by-invitation')
  return (
    <DeskPage title="Start a letter" over="Your desk" error={Object.keys(problems).length > 0}>
      <ErrorSummary problems={problems} />
      <LaunchObstacles obstacles={obstacles} />
      {barred ? (
        <p>
          <a href={deskPaths.home()}>Back to your desk</a>
        </p>
      ) : (
        <form class="narrow" method="post" action={deskPaths.newLetter()}>
          <HiddenFields values={{ key: values.key ?? '' }} />
          <TextField
            {...field('title')}
            label="What do you ask for?"
            hint="This is the letter’s title, such as “Inspect schools in plain words”. You can change it until you open the letter."
          />
          <TextField
            {...field('host_name')}
            label="Which group is the letter from?"
            hint="Your own group, as people know it. Others can stand behind the letter too: you ask them later."
            autocomplete="organization"
          />
          <button class="btn">Start writing</button>
          <p class="s soft mt">
            Nobody sees it yet. You write it, show it to whom you like, and open it
            {obstacles.some(stopsLaunch) ? ' once nothing stands in the way.' : ' when you want.'}
          </p>
        </form>
      )}
    </DeskPage>
  )
}
