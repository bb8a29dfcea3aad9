import { cycled } from './cycle'

/** A school, or a group of them, and the country that it is in. */
export type DemoSchool = { name: string; country: string }

export const PLACES = `
  Fenmoor, Merrowdale, Aldermouth, Quillmoor, Saltby-on-Wold, Harrowmere, Netherwisp,
  Great Ambling, Thornwater, Kelderwick, Marlcaster, Ottermouth, Little Ambling, Wendlemoor,
  Larchester, Coldhythe, Brackwater, Upper Tarn, Eastermere, Sallowport, Plumbridge,
  Hollowmarsh, Hartlewade, Oxmarket
`
  .trim()
  .split(/,\s+/)

const STEMS = `
  Otterfold Fernhythe Larkmere Sallowfield Tanglewick Cobblestow Wrenscombe Hazelthwaite
  Dunlarch Ashenfold Thistledene Copperbeck Sparrowgate Heronsgarth Elderwick Rooksbarrow
  Cinderhythe Millrace Bramblegarth Oakenshiel Plovermere Kestrelgate Lanternhill Hollinwade
  Teaselford Bittermarsh Quarrydene Fallowmoor Starlingbeck Willowharbour Ivelthorpe Gorsemount
  Pennywick Saltern Dovecotegate Ambermere Rushwade Brackenlow Juniperdale Sorrelbank
  Meadowquay Harebeck Barleythorn Woolpackgate Reedholm Clovergate Yarrowby Linnetsway
  Tidesend Applehythe Sedgewater Honeyfold Mistlebrook Kingcupvale Osierbank Windlestrow
  Beaconthorpe
`
  .trim()
  .split(/\s+/)

const KINDS = [
  'Primary School',
  'Academy',
  'C of E Primary School',
  'Infant School',
  'High School',
  'Primary School',
  'Special School',
  'Community School',
  'Catholic Primary School',
  'Junior School',
  'Nursery School',
]

/** Schools that do not exist, in places that do not either. */
export const schools: DemoSchool[] = [
  { name: 'Aberfallow Community School', country: 'wales' },
  { name: 'Ysgol Nantyfallow', country: 'wales' },
  { name: 'Strathquill Academy', country: 'scotland' },
  { name: 'Ballyquill Primary School', country: 'northern-ireland' },
  { name: 'Port Larkin International School', country: 'elsewhere' },
  ...STEMS.map((stem, i) => inEngland(`${stem} ${cycled(KINDS, i)}, ${cycled(PLACES, i)}`)),
  ...PLACES.map((place, i) => inEngland(`${place} ${cycled(KINDS, i)}`)),
  ...PLACES.map((place, i) => inEngland(`${place} ${cycled(KINDS, i + 4)}`)),
]

/** Groups of schools, for those who lead more than one. */
export const trusts: DemoSchool[] = PLACES.map((place) => inEngland(`${place} Schools Trust`))

function inEngland(name: string): DemoSchool {
  return { name, country: 'england' }
}
