import { inWords } from './in-words'

const LONGEST = 100

/** The name and the address in MAIL_FROM. */
export function readSender(mailFrom: string): { name: string; address: string } {
  const [name = '', rest = ''] = mailFrom.split(' <')
  return { name, address: rest.replace('>', '') }
}

/** From whom a mail comes: the letter's hosts, by way of our own address. */
export function senderFor(mailFrom: string, hosts: string[]): string {
  const { name, address } = readSender(mailFrom)
  const [first = '', ...others] = hosts
  const all = inWords(hosts)
  const whom = all.length <= LONGEST || others.length === 0 ? all : `${first} and others`
  return `${plain(hosts.length > 0 ? `${whom} via ${name}` : name)} <${address}>`
}

/** Without the signs that mean something else in a header: providers differ on quoting them. */
function plain(name: string): string {
  return name
    .replace(/["\\<>@,;:()[\]]/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
}
