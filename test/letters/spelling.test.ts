import { describe, expect, it } from 'vitest'
import { moreThanSpelling } from '../../src/letters/spelling'

const HOSTS = [{ slug: 'quill', name: 'Quill Forum', url: null }]
const PAGE = (sentence: string) =>
  `Dear Inspector,\n\nWe ask the following of you.\n\n1. ${sentence}\n2. Publish what the visit cost.`

function verdict(from: string, to: string) {
  const words = {
    title: 'Inspect in plain words',
    addressedTo: 'The Chief Inspector',
    hosts: HOSTS,
  }
  return moreThanSpelling({ ...words, markdown: PAGE(from) }, { ...words, markdown: PAGE(to) })
}

describe('a change that is only a spelling put right', () => {
  it.each([
    ['a letter too few', 'Say what the goverment expects.', 'Say what the government expects.'],
    ['a letter too many', 'Say what you beleived.', 'Say what you believed.'],
    ['letters that changed places', 'Read teh report aloud.', 'Read the report aloud.'],
    ['at the start of a sentence', 'Teh report is late.', 'The report is late.'],
    ['a word written twice', 'Read the the report.', 'Read the report.'],
    ['a comma', 'Read it slowly and then answer.', 'Read it slowly, and then answer.'],
    [
      'several words',
      'They seperate the acomodation report.',
      'They separate the accommodation report.',
    ],
    ['a letter too many in a short word', 'Say whatt you saw.', 'Say what you saw.'],
    ['accents that are typed in two parts', 'Read Ty\u0302 aloud.', 'Read Tŷ aloud.'],
    ['another apostrophe', "Read the school's report.", 'Read the school’s report.'],
  ])('%s', (_, from, to) => {
    expect(verdict(from, to)).toBeNull()
  })
})

describe('a change that asks for a yes of its own', () => {
  it.each([
    ['a figure', 'Visit within 10 days.', 'Visit within 100 days.', 'figure'],
    ['a figure in words', 'Visit in four weeks.', 'Visit in five weeks.', 'figure'],
    ['a figure at the start', 'Four weeks are enough.', 'Five weeks are enough.', 'figure'],
    ['how many are meant', 'Publish all reports.', 'Publish any reports.', 'figure'],
    ['a negation that came', 'You should publish it.', 'You should not publish it.', 'negation'],
    ['a negation that went', 'Never publish it early.', 'Ever publish it early.', 'negation'],
    ['a short negation', 'You can publish it.', 'You can’t publish it.', 'negation'],
    ['now for not', 'It is now fair.', 'It is not fair.', 'negation'],
    ['a negating prefix', 'The grade is fair to them.', 'The grade is unfair to them.', 'negation'],
    ['another negating prefix', 'It is possible today.', 'It is impossible today.', 'negation'],
    ['a turned ending', 'It is a careful visit.', 'It is a careless visit.', 'negation'],
    ['a name', 'Ask the people of Fenmoor.', 'Ask the people of Fenmore.', 'name'],
    ['a name that starts a sentence', 'Ofsted must answer.', 'Ofstad must answer.', 'name'],
    ['a word that becomes a name', 'Ask the head about it.', 'Ask the Head about it.', 'name'],
    [
      'a capital within a sentence',
      'Ask the Haed of head count.',
      'Ask the Head of head count.',
      'name',
    ],
    [
      'a capital behind a comma',
      'Stay, Teh cost is the same.',
      'Stay, The cost is the same.',
      'name',
    ],
    ['capitals within a word', 'MATS are no mats.', 'MATs are no mats.', 'name'],
    ['a short word', 'You may answer.', 'You say answer.', 'words'],
    ['two letters of a short word', 'Walk to the beach.', 'Walk to the leech.', 'words'],
    ['three letters of a long one', 'Book acomodatio now.', 'Book accommodation now.', 'words'],
    ['a word for a sign', 'Read it, slowly.', 'Read it but slowly.', 'words'],
    ['another word', 'Publish the report.', 'Publish the ledger.', 'words'],
    ['a word that came', 'Publish the report.', 'Publish the whole report.', 'words'],
    ['a word that went', 'Publish the whole report.', 'Publish the report.', 'words'],
    ['a question', 'You will answer.', 'You will answer?', 'words'],
    ['a point more', 'Publish it.', 'Publish it.\n2. Answer it.', 'points'],
  ])('%s', (_, from, to, why) => {
    expect(verdict(from, to)).toBe(why)
  })

  it('is one to other hosts, or to somebody else', () => {
    const letter = { title: 'Visit', addressedTo: 'The Inspector', hosts: HOSTS, markdown: 'Come.' }

    expect(moreThanSpelling(letter, { ...letter, addressedTo: 'The Inspectors' })).toBe('recipient')
    expect(moreThanSpelling(letter, { ...letter, hosts: [] })).toBe('hosts')
  })

  it('is one that changes many words, however little in each', () => {
    const words = 'seperate goverment beleived recieved acheived occured neccessary adress '
    const right = 'separate government believed received achieved occurred necessary address '

    expect(verdict(`${words.repeat(2)}report.`, `${right.repeat(2)}report.`)).toBe('much')
    expect(verdict(`${words}report.`, `${right}report.`)).toBeNull()
  })

  it('is one that changes much of any other kind', () => {
    const commas = (n: number) => `Say it${' or so'.repeat(20 - n)}${', or so'.repeat(n)}.`
    expect(verdict(commas(0), commas(12))).toBeNull()
    expect(verdict(commas(0), commas(13))).toBe('much')
    const long = 'government inspection publication'.split(' ')
    const times = (n: number) => long.map((word, i) => (i < n ? `${word} ${word}` : word)).join(' ')
    expect(verdict(times(2), times(0))).toBeNull()
    expect(verdict(times(3), times(0))).toBe('much')
  })

  it('sees a spelling in the title too', () => {
    const letter = {
      title: 'Inspct plainly',
      addressedTo: 'You',
      hosts: HOSTS,
      markdown: 'We ask you to inspect.',
    }

    expect(moreThanSpelling(letter, { ...letter, title: 'Inspect plainly' })).toBeNull()
  })
})
