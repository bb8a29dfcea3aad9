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
          encrypted; and while you are being checked, so that you can be told.
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
          How your signature came in, as keyed hashes, with the owner of your network and the site
          whose link you followed; and whether something in that is to be checked before you are
          counted. If you object to a decision: what you write, until it is answered.
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
        used to slow down floods of signing; only a keyed hash of it is stored, and not for long.
        While too much comes in, Cloudflare’s Turnstile may ask you to show that you are a person:
        it sees your browser and your IP address, and nothing of what you typed. There are no other
        cookies, no analytics, no adverts, and nothing that follows you from site to site or tells
        us whether you opened a mail.
      </p>
    </Section>
  )
}
