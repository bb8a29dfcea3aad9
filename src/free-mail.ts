// Anybody can have a mailbox there, so that it says nothing of where somebody works.
const FREE_MAIL = new Set(
  `aim.com aol.co.uk aol.com blueyonder.co.uk bt.com btconnect.com btinternet.com btopenworld.com
   cantab.net doctors.org.uk duck.com eclipse.co.uk ee.co.uk email.com fastmail.com fastmail.fm
   freeserve.co.uk gmail.com gmx.co.uk gmx.com gmx.de gmx.net googlemail.com hey.com hotmail.co.uk
   hotmail.com hotmail.fr hushmail.com icloud.com inbox.com live.co.uk live.com lycos.co.uk mac.com
   mail.com mail.ru mailbox.org me.com msn.com nhs.net ntlworld.com o2.co.uk orange.fr orange.net
   outlook.co.uk outlook.com phonecoop.coop plus.com plus.net pm.me posteo.de posteo.net
   privaterelay.appleid.com proton.me protonmail.ch protonmail.com qq.com rocketmail.com sky.com
   talk21.com talktalk.net tesco.net tiscali.co.uk tuta.com tuta.io tutanota.com uwclub.net
   virgin.net virginmedia.com wanadoo.co.uk web.de which.net yahoo.co.uk yahoo.com yahoo.fr
   yahoo.ie yandex.com yandex.ru ymail.com zoho.com zoho.eu zohomail.com`.split(/\s+/)
)

/** Can anybody have a mailbox at this domain. */
export function isFreeMail(domain: string): boolean {
  return FREE_MAIL.has(domain)
}

// RFC 2606 and RFC 6761.
const FOR_EXAMPLES = /(^|\.)(test|example|invalid|localhost|example\.(com|net|org))$/

/** Is this name kept for examples: nobody can have a mailbox there. */
export function isForExamples(domain: string): boolean {
  return FOR_EXAMPLES.test(domain)
}
