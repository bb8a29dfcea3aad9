import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanLine, cleanMarkdown } from '../../../src/desk/clean-text'
import { pointHtml, withNotes } from '../../../src/letters/point-html'
import { plainWords } from '../../../src/letters/plain-words'
import { renderLetter, renderWords } from '../../../src/letters/render'
import { lookAtPage } from '../look'
import { readPage } from '../page'
import { runs, words } from './words'

describe('Markdown', () => {
  const piece = fc.oneof(
    words,
    fc.constantFrom(
      '\n',
      '\n\n',
      '1. ',
      '1a. ',
      '- ',
      '# ',
      '> ',
      '```',
      '`',
      '*',
      '**',
      '_',
      '~~',
      '---',
      '\\',
      '|',
      '    ',
      '\t',
      '<',
      '>',
      '&',
      '"',
      "'",
      '(',
      ')',
      '[',
      ']',
      '![',
      '[a](',
      '](javascript:alert(1))',
      '](JaVaScRiPt&colon;alert(1))',
      '](data:text/html,x)',
      '](vbscript:x)',
      '](//evil.example "x" onclick="y")',
      '](https://example.org "a" title)',
      '](<java\nscript:x>)',
      '](&#106;avascript:x)',
      '](\\javascript:x)',
      '](#point-1)',
      '](mailto:a@example.org)',
      '[r]: javascript:x\n',
      '[r]: https://example.org "><x-odd>"\n',
      '[r]',
      '<https://example.org/"onmouseover=x>',
      '<javascript:x>',
      '<a@example.org>',
      '<script>',
      '</div>',
      '<!--',
      '-->',
      '<x-odd odd="1">',
      '&lt;x-odd&gt;',
      '&#x3c;x-odd&#x3e;',
      '&constructor;',
      '&toString;',
      '&amp',
      'id="point-1"',
      '<li id="point-1">'
    )
  )
  const markdown = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''))

  it('whatever it is becomes nothing but words, lists and links that lead where they may', async () => {
    await fc.assert(
      fc.asyncProperty(markdown, async (text) => {
        const { html, points } = renderLetter(text)
        const anchors = points.map(({ anchor }) => anchor)
        const noted = withNotes(
          html,
          new Map(anchors.map((anchor) => [anchor, '<p class="note">x</p>']))
        )
        for (const one of [
          html,
          noted,
          renderWords(text),
          ...anchors.map((anchor) => pointHtml(html, anchor) ?? ''),
        ]) {
          const { elements } = lookAtPage(await readPage(one, '/'))
          for (const { name, attributes } of elements) {
            expect(ELEMENTS).toContain(name)
            for (const attribute of attributes.keys()) expect(ATTRIBUTES).toContain(attribute)
          }
          expect(one).not.toContain('native code')
        }
        expect(plainWords(text, 'https://example.org/x')).not.toContain('native code')
      }),
      runs(800)
    )
  })

  it('and lines are cleaned once: cleaning them again changes nothing', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const [line, whole] = [cleanLine(text), cleanMarkdown(text)]
        expect(cleanLine(line)).toBe(line)
        expect(cleanMarkdown(whole)).toBe(whole)
        expect(line).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028]/u)
      }),
      runs(2000)
    )
  })
})

const ELEMENTS = [
  'p',
  'ol',
  'ul',
  'li',
  'a',
  'em',
  'strong',
  's',
  'code',
  'pre',
  'blockquote',
  'hr',
  'br',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
]
const ATTRIBUTES = ['class', 'id', 'href', 'rel', 'title', 'start', 'aria-label']
