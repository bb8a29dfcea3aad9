import { paths } from '../../paths'
import { AskForLinks } from './ask-for-links'
import { SlimPage } from './slim-page'

/** A link that was ours and is past its time, or whose signature is gone. It can't tell which. */
export function LinkExpiredPage({ letterSlug }: { letterSlug?: string | null }) {
  return (
    <SlimPage title="This link no longer works">
      <p>Its time is over, or what it led to is gone. What that means for your signature:</p>
      <ul>
        <li>
          If you never confirmed it, what was typed is deleted and was not counted. While the letter
          is open you can{' '}
          <a href={letterSlug ? paths.signForm(letterSlug) : paths.home()}>sign again</a>.
        </li>
        <li>If you erased it, nothing is left.</li>
        <li>
          Otherwise it stands as it was.{' '}
          {letterSlug ? 'Ask for a new link to it:' : <AskForANewLink />}
        </li>
      </ul>
      {letterSlug && <AskForLinks slug={letterSlug} button="Send me a new link" />}
    </SlimPage>
  )
}

function AskForANewLink() {
  return (
    <>
      <a href={paths.myData()}>Ask for a new link</a>.
    </>
  )
}
