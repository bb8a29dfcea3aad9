type ChoiceProps = { problem?: string; held?: boolean }

/**
 * The two answers to "Add your signature?", equal in size. Only pressing one of them chooses. Of a
 * signature that is held, no link but the manage link takes a no.
 */
export function Choice({ problem, held }: ChoiceProps) {
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
          {held ? 'Yes, to this edition too' : 'Yes, add my signature'}
        </button>
        {!held && (
          <button class="btn alt" name="choice" value="no">
            No, this wasn’t me
          </button>
        )}
      </div>
    </div>
  )
}
