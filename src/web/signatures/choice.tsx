type ChoiceProps = { problem?: string }

/** The two answers to "Add your signature?", equal in size. Only pressing one of them chooses. */
export function Choice({ problem }: ChoiceProps) {
  return (
    <div class={problem ? 'fld bad' : 'fld'}>
      {problem && (
        <span class="err" id="choice-error">
          <span class="vh">Error: </span>
          {problem}
        </span>
      )}
      <div class="choice">
        <button class="btn" id="choice" name="choice" value="yes">
          Yes, add my signature
        </button>
        <button class="btn alt" name="choice" value="no">
          No, this wasn’t me
        </button>
      </div>
    </div>
  )
}
