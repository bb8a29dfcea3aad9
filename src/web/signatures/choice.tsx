import { Problem } from '../ui/field'

type ChoiceProps = { problem?: string; yes: string; no?: string }

/** Two answers, equal in size, and only pressing one of them chooses. Without a no there is only one. */
export function Choice({ problem, yes, no }: ChoiceProps) {
  return (
    <div class={problem ? 'fld bad' : 'fld'}>
      <Problem name="choice" text={problem} />
      <div class="choice">
        <button class="btn" id="choice" name="choice" value="yes">
          {yes}
        </button>
        {no && (
          <button class="btn alt" name="choice" value="no">
            {no}
          </button>
        )}
      </div>
    </div>
  )
}
