import { describe, expect, it } from 'vitest'
import { cleanLine, cleanMarkdown } from '../../src/desk/clean-text'
import { readRoles, USUAL_ROLES } from '../../src/desk/offered-roles'
import { settingsForm } from '../../src/desk/settings-form'
import { isSlug, slugOf, slugsToTry } from '../../src/letters/slug'
import { endOfUkDay } from '../../src/uk-time'
import { markdownOf } from '../../src/write/markdown-of'
import type { Pasted } from '../../src/write/pasted'

describe('an address made from a title', () => {
  it.each([
    ['words and punctuation', 'Inspect schools: in plain words!', 'inspect-schools-in-plain-words'],
    ['accents', 'Cadwch Ysgol Tŷ Ffynnon', 'cadwch-ysgol-ty-ffynnon'],
    ['letters that fall apart', 'Straße, Ærø & Łódź', 'strasse-aero-and-lodz'],
    ['apostrophes', "Teachers’ pay isn't fair", 'teachers-pay-isnt-fair'],
    ['a script that has no spelling here', 'Открытое письмо', 'letter'],
    [
      'a long title, cut between words',
      'A letter about the inspection of schools and colleges throughout all of England and Wales',
      'a-letter-about-the-inspection-of-schools-and-colleges',
    ],
  ])('spells %s', (_, title, slug) => {
    expect(slugOf(title)).toBe(slug)
  })

  it('is never longer than 60 characters, whatever is put behind it', () => {
    for (const slug of slugsToTry('abcdefgh '.repeat(20))) {
      expect(isSlug(slug)).toBe(true)
    }
  })

  it('is never a word of the site’s own', () => {
    expect(slugsToTry('New')).not.toContain('new')
    expect(isSlug('new')).toBe(false)
  })
})

describe('text that was pasted', () => {
  it('keeps no mark that nobody sees, in one line of it', () => {
    expect(cleanLine('  The\u00A0Chief\u3164\u200B Ins\u00ADpector\r\n of\tSchools\uFEFF ')).toBe(
      'The Chief Inspector of Schools'
    )
    expect(cleanLine('Ysgol Ty\u0302 Ffynnon')).toBe('Ysgol Tŷ Ffynnon')
  })

  it('keeps the joiners that a word is written with', () => {
    expect(cleanLine('می\u200Cخواهم\u200C ')).toBe('می\u200Cخواهم')
  })

  it.each([
    ['bullets', '• One\n•\tTwo\n▪ Three', '- One\n- Two\n- Three'],
    ['the bullets of a second level', '\uF0B7\tOne\no\tWithin', '- One\n  - Within'],
    ['numbers with a bracket', '1)\tOne\n2) Two', '1. One\n2. Two'],
    ['numbers with a tab', '1.\tOne', '1. One'],
    ['hard spaces and soft hyphens', 'Plain\u00A0words, ab\u00ADcut', 'Plain words, abcut'],
    ['line ends of other systems', 'One\r\nTwo\rThree\u2028Four', 'One\nTwo\nThree\nFour'],
    ['many empty lines', '\n\nOne\n\n\n \nTwo\n\n', 'One\n\nTwo'],
    ['a break that Markdown means', 'One  \nTwo', 'One  \nTwo'],
    ['decomposed letters', 'e\u0301', 'é'],
  ])('makes Markdown of %s', (_, pasted, markdown) => {
    expect(cleanMarkdown(pasted)).toBe(markdown)
  })

  it('is left alone once it is clean', () => {
    const clean = cleanMarkdown('## Ask\n\n1. One\n2. Two (see 3)\n\n> “Quoted” – yes')

    expect(cleanMarkdown(clean)).toBe(clean)
    expect(clean).toBe('## Ask\n\n1. One\n2. Two (see 3)\n\n> “Quoted” – yes')
  })
})

describe('a page of a word processor', () => {
  it('becomes Markdown from Word, with its lists and without its own marks', async () => {
    const word = `<html><head><style>p {mso-style: none}</style></head><body>
      <h1 style="mso-list:none">What we ask</h1>
      <p class="MsoNormal">Dear <b>Chief</b> <i><span style="mso-x:y">Inspector</span></i>,<o:p></o:p></p>
      <p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">1.<span>   </span></span>Say what you came to see.<o:p></o:p></p>
      <p class="MsoListParagraph" style="mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">o </span>In “plain” words</p>
      <p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">2.</span>Say it <a href="https://example.org/x">here</a>.</p>
      <p class="MsoNormal">Yours</p></body></html>`

    expect(markdownOf(await treeOf(word))).toBe(
      [
        '## What we ask',
        'Dear **Chief** *Inspector*,',
        '1. Say what you came to see.\n   - In “plain” words\n2. Say it [here](https://example.org/x).',
        'Yours',
      ].join('\n\n')
    )
  })

  it('becomes Markdown from Google Docs, whose bold wrapper is not bold', async () => {
    const docs = `<b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700">Listen</span><span style="font-weight:400"> to </span><span style="font-style:italic">us</span></p><br><ol><li dir="ltr"><p dir="ltr"><span>One</span></p></li><li dir="ltr"><p dir="ltr"><span>Two</span></p></li><ul><li><p>Deeper</p></li></ul></ol></b>`

    expect(markdownOf(await treeOf(docs))).toBe('**Listen** to *us*\n\n1. One\n2. Two\n   - Deeper')
  })

  it('keeps marks in words as words, and no link that runs', async () => {
    const page =
      '<p>2 * 3 and snake_case, <a href="javascript:alert(1)">press</a><script>x()</script></p>'

    expect(markdownOf(await treeOf(page))).toBe('2 \\* 3 and snake_case, press')
  })

  it('puts marks close to the words that they are of', async () => {
    expect(markdownOf(await treeOf('<p>All <b>of it </b><b>matters </b>now<br>and here</p>'))).toBe(
      'All **of it matters** now\\\nand here'
    )
  })
})

describe('the form of a letter’s settings', () => {
  const typed = {
    version: '0',
    host_name: 'Quill Forum',
    slug: 'a-letter',
    schools: 'register',
    language: 'en-GB',
  }

  it('takes numbers and days as people write them', () => {
    const form = settingsForm.parse({
      ...typed,
      goal: '1,500',
      milestones: '750, 300 1,250 300',
      closes_on: '2027-06-30',
      host_url: 'www.quill.example.org',
    })

    expect(form).toMatchObject({
      goal: 1500,
      milestones: [300, 750, 1250],
      closes_on: Date.parse('2027-06-30T22:59:59Z'),
      host_url: 'https://www.quill.example.org',
    })
  })

  it.each([
    ['goal', 'many'],
    ['goal', '0'],
    ['goal', '10,000,001'],
    ['milestones', '100 some'],
    ['milestones', '1 2 3 4 5 6 7 8 9 10 11 12 13'],
    ['closes_on', '2027-02-30'],
    ['host_url', 'javascript:alert(1)'],
    ['slug', 'Not an address'],
    ['slug', 'new'],
    ['language', 'xx'],
    ['host_name', ' '],
  ])('refuses %s “%s”', (field, value) => {
    const form = settingsForm.safeParse({ ...typed, [field]: value })

    expect(form.error?.issues.map(({ path }) => path[0])).toEqual([field])
  })

  it('ends a day in UK time, summer and winter', () => {
    expect(endOfUkDay('2027-01-31')).toBe(Date.parse('2027-01-31T23:59:59Z'))
    expect(endOfUkDay('2027-03-28')).toBe(Date.parse('2027-03-28T22:59:59Z'))
    expect(endOfUkDay('2027-10-31')).toBe(Date.parse('2027-10-31T23:59:59Z'))
  })

  it('reads roles row by row, with keys that follow from their labels', () => {
    const rows = USUAL_ROLES.flatMap(({ label, school, head }, i) => [
      [`role_${i}_label`, label],
      [`role_${i}_school`, school],
      [`role_${i}_head`, head ? 'on' : ''],
    ])

    expect(readRoles(Object.fromEntries(rows))).toEqual({ roles: USUAL_ROLES })
  })

  it('takes a role for a head only where that is ticked, and tells like labels apart', () => {
    const longest = 'a'.repeat(60)
    const typed = { role_0_label: 'Head cook', role_1_label: 'Head-cook', role_2_label: longest }

    expect(readRoles(typed)).toEqual({
      roles: [
        { key: 'head-cook', label: 'Head cook', head: false, school: 'optional' },
        { key: 'head-cook-1', label: 'Head-cook', head: false, school: 'optional' },
        { key: longest, label: longest, head: false, school: 'optional' },
      ],
    })
  })

  it.each([
    ['no role', {}, 'role_0_label'],
    ['one that is too long', { role_0_label: 'a'.repeat(61) }, 'role_0_label'],
    ['one twice', { role_0_label: 'Head', role_1_label: ' Head ' }, 'role_1_label'],
    ['“Other”, which is there anyway', { role_0_label: 'Other' }, 'role_0_label'],
  ])('refuses %s', (_, typed, field) => {
    expect(readRoles(typed)).toEqual({ problems: { [field]: expect.any(String) } })
  })
})

/** A page as a browser would hand it over. */
async function treeOf(html: string): Promise<Pasted> {
  const root: Pasted = { tag: 'body', style: '', href: '', children: [] }
  const open = [root]
  const rewriter = new HTMLRewriter().on('*', {
    element(element) {
      const style = element.getAttribute('style') ?? ''
      const href = element.getAttribute('href') ?? ''
      const one: Pasted = { tag: element.tagName, style, href, children: [] }
      open.at(-1)?.children.push(one)
      if (['br', 'img', 'meta'].includes(element.tagName)) return
      open.push(one)
      element.onEndTag(() => void open.pop())
    },
    text({ text }) {
      if (text) open.at(-1)?.children.push(text)
    },
  })
  await rewriter.transform(new Response(html)).text()
  return root
}
