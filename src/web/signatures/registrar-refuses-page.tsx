import { paths } from '../../paths'
import { SlimPage } from './slim-page'

/** The letter's database is not the one its Registrar remembers, and nothing may be written. */
export function RegistrarRefusesPage() {
  return (
    <SlimPage title="Signing is paused while we check the ledger">
      <p>
        Nothing was changed by what you just did. Our records of this letter don’t agree with each
        other, so we have stopped writing until someone has looked. Whoever runs this site has been
        told.
      </p>
      <p>
        Your link still works. Please open it again later, and{' '}
        <a href={paths.home()}>see all letters</a> meanwhile.
      </p>
    </SlimPage>
  )
}
