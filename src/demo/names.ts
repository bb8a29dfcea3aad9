import { cycled } from './cycle.ts'

/** First names from many places, some with letters that a search has to fold. */
export const firstNames = words(`
  Amina Aoife Adaeze Ángel Anaïs Anoushka Benedikt Beatrix Bronwen Callum Chiara Chloë
  Comfort Dafydd Daisuke Delroy Dilip Efua Eilidh Elif Emeka Esther Farah Femi Fiona
  François Gareth Grace Gurpreet Habiba Hannah Haruka Ibrahim Imogen Inês Iqbal Jaspreet
  Jürgen Joanna José Kavita Kwabena Leila Łukasz Lucille Małgorzata Marcus Meera Miriam
  Nasreen Niamh Nnamdi Olivia Özlem Owen Parveen Patience Pádraig Rafael Renée Rohan
  Rosalind Ruta Samir Siân Søren Sunita Tadeusz Tamsin Thandiwe Theo Usha Wei-Ling
  Winston Yasmin Yusuf Zainab Zoë Zofia
`)

/** Surnames made for the purpose: none is a head's in the official register. */
export const surnames = words(`
  Larkwhistle Brackenshaw Hollymarch Inkersby Candlethwaite Slatewright Thimblecroft
  Wrenfield Marrowdene Fernhallow Oakensby D’Ambrelle Tidewell Copperlock Birchwhistle
  Pebblethorpe Quillbury Saltgrove Lanternby Mossgrave Kestrelton Umberley Rowanquist
  Featherstow Peñaclara Hazelmoor Ivywright Juniperley Larchbourne Nettlewood Orchardine
  Plumhollow Rainsmith Sedgewright Thistlebourne Valewright O’Merrowby Willowmead
  Yarrowsmith Appleforth Bramblecote Cloverdene Dovewright Elmsbarrow Gorsebury
  Heathermoss Inglefern Rosenhägg Loamsby Parchmenter Quarrington Reedwhistle
  Tanglewood Underbeck Vellumby Cinderford Driftwell Emberly Fallowright Greywether
  Acornley Brookfeather Dunmarch Eiderwick Flaxmere Gablewright Honeycroft
`)

/** What the made-up person of a number is called. */
export function demoName(serial: number): { first: string; last: string } {
  return { first: cycled(firstNames, serial), last: cycled(surnames, serial * 7) }
}

function words(text: string): string[] {
  return text.trim().split(/\s+/)
}
