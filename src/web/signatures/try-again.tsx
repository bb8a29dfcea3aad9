import { HiddenFields } from './hidden-fields'

type TryAgainProps = { action: string; values: Record<string, string | number> }

/** Sends again, at one press, what could not be written. */
export function TryAgain({ action, values }: TryAgainProps) {
  return (
    <form method="post" action={action}>
      <HiddenFields values={values} />
      <button class="btn">Try again</button>
    </form>
  )
}
