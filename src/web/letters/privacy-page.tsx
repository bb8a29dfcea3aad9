import type { Letter } from '../../letters/letter'
import { hasOpened } from '../../letters/state'
import { paths } from '../../paths'
import { HostNames, hostNames } from '../ui/host-names'
import { Layout } from '../ui/layout'
import { Section } from '../ui/section'
import { HowLong } from './how-long'
import { WhatIsHeld } from './what-is-held'

/** The privacy notice of one letter: who answers for the data, what is held, why and how long. */
export function PrivacyPage({ letter }: { letter: Letter }) {
  return (
    <Layout title={`Privacy: ${letter.title}`} letter={letter}>
      <header class="hd">
        <p class="up">Privacy notice</p>
        <h1>{letter.title}</h1>
        <p>
          In short: your name is shown only if you say so, your address never; you can see, correct,
          hide, withdraw or erase your signature at any time, without an account.
        </p>
      </header>
      <PrivacyNotice letter={letter} />
    </Layout>
  )
}

/** The notice itself, as it is from who is named in the letter. */
export function PrivacyNotice({ letter }: { letter: Letter }) {
  const { controller } = letter
  return (
    <>
      <Section id="who" title="Who answers for it">
        <p>
          The letter is from <HostNames hosts={letter.hosts} />. The controller of signers’ data is{' '}
          {controller.name}, {controller.address}, <Contact text={controller.contact} />. The
          operators of this site handle it on their behalf.
        </p>
      </Section>
      <WhatIsHeld />
      <WhoSeesWhat letter={letter} />
      <Why />
      <HowLong letter={letter} />
      <Rights letter={letter} />
    </>
  )
}

function Why() {
  return (
    <Section id="why" title="Why, and by what right">
      <p>
        To count your signature, to show it if you want, to make sure that nobody signs in your
        name, and to send you news of the letter if you ask for it. Nothing else: your data is not
        sold, and not used to choose what you are shown or asked.
      </p>
      <p>
        The legal basis is your consent. Signing a letter may reveal a political opinion, so we ask
        for your explicit consent (UK GDPR, articles 6(1)(a) and 9(2)(a)), and ask for each thing
        separately. You may take it back at any time; what was done before stays lawful.
      </p>
    </Section>
  )
}

function WhoSeesWhat({ letter }: { letter: Letter }) {
  return (
    <Section id="who-sees" title="Who sees what">
      <ul>
        <li>
          <b>Everybody:</b> the text, the totals, and the names, roles and schools of those who
          chose to show them.
        </li>
        <li>
          <b>The letter’s hosts, {hostNames(letter.hosts)}, and its recipient:</b> what everybody
          sees. Email addresses are never shown to them, nor names that are not shown, but for what
          comes next.
        </li>
        <li>
          <b>Those of the letter’s team who check names:</b> what somebody reports about a name that
          is shown, without the address of whoever reported it; and, if the letter shows names only
          once somebody has looked, those that wait for it; and why people signed, where the letter
          asks that. Whose name is taken off the list sees why on their own page. To look into a
          signature, they may open one whose name is not shown: one at a time, for a reason that is
          recorded, and for two working days. Its signer sees on their own page when and why.
        </li>
        {(letter.takesOrganisations || letter.organisations > 0) && (
          <li>
            <b>If you sign for an organisation:</b> everybody sees its name, place and web address
            and the domain of your mailbox; those of the team who check the list also see your name
            and role. Your address goes when you confirm, unless you ask for news; only a keyed hash
            of it stays. The link in our mail erases all of it, and what nobody confirms is deleted
            after 14 days.
          </li>
        )}
        <li>
          <b>The operators of this site:</b> what is held, to count it and to act on abuse.
        </li>
        <li>
          <b>Cloudflare</b> runs the servers and the database. <b>Resend</b> delivers the mail, and
          so sees your address and what we write to you; how long its own records of deliveries last
          is for it to say. Both are companies of the United States and may handle data there.
        </li>
      </ul>
    </Section>
  )
}

function Rights({ letter }: { letter: Letter }) {
  return (
    <Section id="rights" title="Your rights, and how to use them">
      <p>
        Every mail about a counted signature has a link to its own page. There you see everything
        that is held, download it, correct it, hide or show your name, turn news off, withdraw, or
        erase. If you have no link,{' '}
        <a href={paths.myData()}>ask for the links of everything held for your address</a>; they
        come by mail.
      </p>
      <p>
        For anything else, or to complain, write to {letter.controller.name}:{' '}
        <Contact text={letter.controller.contact} />.
        {hasOpened(letter) && (
          <>
            {' '}
            A complaint about your data can be made{' '}
            <a href={paths.dataComplaint(letter.slug)}>with a form</a>: you hear within 30 days.
          </>
        )}{' '}
        If you are not content with the answer, you can complain to the Information Commissioner’s
        Office at <a href="https://ico.org.uk/make-a-complaint/">ico.org.uk/make-a-complaint</a>.
      </p>
    </Section>
  )
}

function Contact({ text }: { text: string }) {
  if (/^[^\s/]+@[^\s/]+$/.test(text)) return <a href={`mailto:${text}`}>{text}</a>
  return text.startsWith('https://') ? <a href={text}>{text}</a> : text
}
