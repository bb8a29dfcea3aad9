import type { Letter } from '../../letters/letter'
import { publicSlug } from '../../letters/state'
import { paths } from '../../paths'
import type { CountedSignature } from '../../registrar/counted-signature'
import { EMPTY_FORM } from '../ui/form-state'
import { Layout, SlimSheet } from '../ui/layout'
import { formatNumber } from '../ui/number'
import { SignatureLine } from '../ui/signature-line'
import { AskAColleague } from './ask-a-colleague'
import { CommentForm } from './manage-comment'
import { NotShown } from './not-shown'
import { Receipt } from './receipt'
import { Stamp } from './stamp'
import { WhatIsKept } from './what-is-kept'

type CountedPageProps = {
  letter: Letter
  signature: Omit<CountedSignature, 'id'>
  token: string
  manageLink: string
  receiptLink: string
  shareUrl: string
  /** Yes was pressed before; this time nothing changed. */
  again?: boolean
}

/** Says that a signature counts, with its number. Safe to reload. */
export function CountedPage({ letter, signature, ...links }: CountedPageProps) {
  const { token, manageLink, receiptLink, shareUrl, again } = links
  const number = formatNumber(signature.number)
  return (
    <Layout title={`You are signatory number ${number}`} noindex letter={letter}>
      <SlimSheet>
        <div class="done">
          <div>
            <p class="up">{again ? 'You have already signed.' : 'Thank you.'}</p>
            <h1>
              You are signatory number <span class="n nw">{number}</span>
            </h1>
          </div>
          <Stamp number={signature.number} at={signature.confirmedAt} />
        </div>
        {again && <p class="mt">Pressing again has changed nothing: you count once.</p>}
        <Appearance letter={letter} signature={signature} />
        {publicSlug(letter) && (
          <AskAColleague letter={letter} url={shareUrl} named={signature.public} />
        )}
        {letter.takesComments && signature.public && !again && (
          <section class="rule">
            <h2>Would you say why you signed?</h2>
            <CommentForm token={token} form={EMPTY_FORM} />
          </section>
        )}
        <WhatIsKept letter={letter} signature={signature} manageLink={manageLink} />
        <Receipt slug={publicSlug(letter)} link={receiptLink} entry={signature.entry} />
        <section class="rule">
          <h2>If you change your mind</h2>
          <p>
            You can <a href={manageLink}>correct, hide, withdraw or erase your signature</a> at any
            time. No account is needed. The link works for a year; keep it to yourself, since
            whoever has it can change your signature.
          </p>
        </section>
      </SlimSheet>
    </Layout>
  )
}

function Appearance({ letter, signature }: Pick<CountedPageProps, 'letter' | 'signature'>) {
  if (letter.state === 'gathering') return <Founding letter={letter} signature={signature} />
  const href = paths.letter(letter.slug)
  if (!signature.public) {
    return (
      <p class="mt">
        You are counted on <a href={href}>{letter.title}</a>, and not named: nothing about you is
        shown.
      </p>
    )
  }
  if (signature.offDisplay) {
    return (
      <>
        <SignatureLine {...signature} />
        <NotShown off={signature.offDisplay} contact={letter.controller.contact} />
        <p>
          Everybody sees you in the number on <a href={href}>the letter</a>.
        </p>
      </>
    )
  }
  return (
    <>
      <SignatureLine {...signature} />
      <p>
        Your name is now on <a href={href}>the letter</a>.
      </p>
    </>
  )
}

/** Of a letter that gathers its founding signatories nobody sees anything yet. */
function Founding({ letter, signature }: Pick<CountedPageProps, 'letter' | 'signature'>) {
  return (
    <>
      {signature.public && <SignatureLine {...signature} />}
      <p class={signature.public ? undefined : 'mt'}>
        You are among the founding signatories of “{letter.title}”.{' '}
        {signature.public
          ? shownOnceOpen(signature)
          : 'You are counted, and not named: nothing about you is shown, then or now.'}
      </p>
    </>
  )
}

function shownOnceOpen({ offDisplay }: CountedPageProps['signature']): string {
  if (offDisplay?.why === 'notable') {
    return 'It is the name of somebody widely known, so it is shown once the letter is open to everyone and we have asked them.'
  }
  return offDisplay
    ? 'Your name is shown once the letter is open to everyone and somebody of its team has looked at the name.'
    : 'Your name is shown once the letter opens to everyone.'
}
