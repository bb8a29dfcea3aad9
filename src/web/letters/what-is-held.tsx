import { Section } from '../ui/section'

export function WhatIsHeld() {
  return (
    <Section id="held" title="What is held">
      <ul>
        <li>
          What you type: your name, role, school or organisation, country, and what you choose about
          being shown and hearing news; later, if the letter asks and you answer, why you signed.
        </li>
        <li>
          Your email address, until you confirm. From then on only a keyed hash of it and of its
          domain: codes that let us see that an address has already signed, and from which nobody
          without our key can get the address. If you ask for news, the address itself is kept too,
          encrypted.
        </li>
        <li>
          The edition of the letter that you signed, the words that you agreed to, and when you
          signed, confirmed and changed it.
        </li>
        <li>
          If you choose your school from the register: its number, place, phase and type. With every
          signature: what stands behind its role, the reason and the day of the register it was
          decided with; which of your schools’ mailboxes said yes, and, as a keyed hash, which
          head’s surname that mailbox holds. If you add a school mailbox: its address until it has
          answered, and then a keyed hash of it. Heads’ names in the register are compared with
          yours, and never shown.
        </li>
        <li>
          An entry in the letter’s ledger, the record that the total is worked out from: the hour,
          and a fingerprint of your signature made with a random secret that is kept beside it.
        </li>
      </ul>
      <p>
        Shown in public, if you tick that box and confirm: your name, role and school. Otherwise you
        are counted and nothing about you is shown. Why you signed is shown beside your name only,
        once somebody of the letter’s team has read it.
      </p>
      <p>
        After you sign, one encrypted cookie keeps what you typed in your own browser for a day at
        most, so that the next page can show the address and let you correct it. Your IP address is
        used to slow down floods of signing and is not stored by us. There are no other cookies, no
        analytics, no adverts, and nothing that follows you from site to site or tells us whether
        you opened a mail.
      </p>
    </Section>
  )
}

export function HowLong() {
  return (
    <Section id="how-long" title="How long">
      <ul>
        <li>
          <b>Not confirmed:</b> 14 days, then what you typed and your address are deleted.
        </li>
        <li>
          <b>Confirmed:</b> for as long as the letter is published here, or until you erase it. Your
          address goes when you confirm, unless you asked for news; then it goes when you turn news
          off, withdraw or erase.
        </li>
        <li>
          <b>A school mailbox that you add:</b> its address goes when somebody there answers, when
          you withdraw or erase, or after 14 days; a keyed hash of it stays with the signature. If
          the answer is “this wasn’t me”, a keyed hash stays with it too, so that we do not write
          there about it again.
        </li>
        <li>
          <b>Withdrawn:</b> no longer counted or shown. The rest is kept, so that you can sign
          again, until you erase it.
        </li>
        <li>
          <b>Why you signed:</b> until you take it back, withdraw or erase.
        </li>
        <li>
          <b>Erased:</b> your name, address, its keyed hash, school and the ledger’s secret are
          deleted. The ledger entry stays, and nothing can connect it with you any more.
        </li>
        <li>
          <b>“This wasn’t me”:</b> what was typed is deleted at once. A keyed hash of the address
          stays, so that we do not write to it about this letter again.
        </li>
        <li>
          <b>What you report about a name:</b> 7 days if you don’t confirm it, otherwise until it is
          decided. Then what you wrote and your address are deleted.
        </li>
        <li>
          <b>Following without signing:</b> 7 days if you don’t confirm it, otherwise your address,
          encrypted, and a keyed hash of it, until you unsubscribe.
        </li>
        <li>
          <b>Asking for an answer to be corrected:</b> what you write, your name and role, and the
          domain of your address become part of what is public beside the letter. The address goes
          once it is settled, and all of it after 7 days if you don’t confirm it.
        </li>
        <li>
          <b>A mailbox that can’t be reached, or mail from us called spam:</b> a keyed hash of the
          address and the reason stay, so that we do not write there again.
        </li>
        <li>
          <b>Mail:</b> the address and contents of a mail are deleted here once our mail provider
          has taken or refused it. Of an address that we wrote to and that never answered, a keyed
          hash is kept, to limit how often anyone can make us write to it.
        </li>
        <li>
          <b>Backups:</b> what is deleted disappears from backups within 30 days.
        </li>
      </ul>
    </Section>
  )
}
