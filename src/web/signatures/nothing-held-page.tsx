import { paths } from '../../paths'
import { SlimPage } from './slim-page'

/** A manage link whose signature has been erased. */
export function NothingHeldPage() {
  return (
    <SlimPage title="We hold nothing here">
      <p>
        This link led to a signature that has been erased. Nothing of it is left to show, to change
        or to delete.
      </p>
      <p>
        Did you sign another letter?{' '}
        <a href={paths.myData()}>Ask what we hold about your address</a>.
      </p>
    </SlimPage>
  )
}
