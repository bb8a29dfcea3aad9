import { inlineOf, textOf, tidied } from './inline-markdown.ts'
import { plain, type Pasted } from './pasted.ts'

const BLOCKS = new Set(
  'p div h1 h2 h3 h4 h5 h6 ul ol li blockquote table tbody thead tr td th section article body html pre hr'.split(
    ' '
  )
)

/** What a word processor or a web page puts on the clipboard, as clean Markdown. */
export function markdownOf(root: Pasted): string {
  const blocks: string[] = []
  blocksOf(root, blocks, '')
  return blocks
    .join('\n\n')
    .replace(/^((?: {2,})?(?:- |\d+\. ).*)\n\n(?=(?: {2,})?(?:- |\d+\. ))/gm, '$1\n')
    .replace(/^((?: {2,})?(?:- |\d+\. ).*)\n\n(?=(?: {2,})?(?:- |\d+\. ))/gm, '$1\n')
}

/** Gathers the blocks of an element, each indented as the list that it is in. */
function blocksOf(element: Pasted, blocks: string[], indent: string) {
  let line = ''
  const flush = () => {
    add(blocks, line, indent)
    line = ''
  }
  for (const child of element.children) {
    if (typeof child !== 'string' && isBlock(child)) {
      flush()
      blockOf(child, blocks, indent)
    } else line += inlineOf(child, { bold: false, italic: false })
  }
  flush()
}

function blockOf(element: Pasted, blocks: string[], indent: string) {
  const { tag, style, children } = element
  const level = /mso-list:\s*l\d+ level(\d)/i.exec(style)?.[1]
  if (level) return add(blocks, wordItem(element), '   '.repeat(Number(level) - 1))
  if (/^h[1-6]$/.test(tag)) {
    const words = textOf(children, { bold: true, italic: false })
    return add(blocks, words && `${'#'.repeat(Math.max(2, Number(tag[1])))} ${words}`, indent)
  }
  if (tag === 'ul' || tag === 'ol') return listOf(element, blocks, indent)
  if (tag === 'tr') return add(blocks, rowOf(element), indent)
  if (tag === 'blockquote') {
    const inner: string[] = []
    blocksOf(element, inner, '')
    return add(blocks, inner.join('\n\n').replace(/^/gm, '> '), indent)
  }
  return blocksOf(element, blocks, indent)
}

function listOf({ tag, children }: Pasted, blocks: string[], indent: string) {
  let n = 0
  for (const item of children) {
    if (typeof item === 'string') continue
    // Some put a list inside a list without an item around it.
    if (item.tag !== 'li') {
      blockOf(item, blocks, `${indent}   `)
      continue
    }
    const mark = tag === 'ol' ? `${++n}. ` : '- '
    const inner: string[] = []
    blocksOf(item, inner, '')
    if (inner.length === 0) continue
    const hang = ' '.repeat(mark.length)
    blocks.push(
      ...inner.map((one, i) => indented(one, indent + (i === 0 ? mark : hang), indent + hang))
    )
  }
}

/** An item of a list that Word writes as a paragraph, with the mark in a span that it ignores. */
function wordItem(element: Pasted): string {
  let mark = ''
  const without = (one: Pasted): Pasted => ({
    ...one,
    children: one.children.flatMap<Pasted | string>((child) => {
      if (typeof child === 'string') return [child]
      if (!/mso-list:\s*ignore/i.test(child.style)) return [without(child)]
      mark += plain(child)
      return []
    }),
  })
  const words = textOf(without(element).children, { bold: false, italic: false })
  const number = /^\s*\(?(\d+)[.)]/.exec(mark)?.[1]
  return words && `${number ? `${number}. ` : '- '}${words}`
}

function rowOf({ children }: Pasted): string {
  return children
    .map((cell) => (typeof cell === 'string' ? '' : plain(cell).replace(/\s+/g, ' ').trim()))
    .filter((cell) => cell !== '')
    .join(', ')
}

function add(blocks: string[], text: string, indent: string) {
  const block = tidied(text)
  if (block !== '') blocks.push(indented(block, indent, indent))
}

function indented(text: string, first: string, rest: string): string {
  return first + text.replaceAll('\n', `\n${rest}`)
}

function isBlock(child: Pasted): boolean {
  return (
    BLOCKS.has(child.tag) || child.children.some((one) => typeof one !== 'string' && isBlock(one))
  )
}
