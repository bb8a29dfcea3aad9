import type { Pasted } from './pasted.ts'

type Style = { bold: boolean; italic: boolean }

const DROPPED = new Set(['style', 'script', 'title', 'meta', 'link', 'xml', 'img', 'object'])
export function inlineOf(node: Pasted | string, style: Style): string {
  if (typeof node === 'string') return escaped(node.replace(/[\s\u00A0]+/g, ' '))
  const { tag, children } = node
  if (DROPPED.has(tag) || (tag.includes(':') && tag !== 'o:p')) return ''
  if (tag === 'br') return '\\\n'

  const own = styleOf(node, style)
  const inner = children.map((child) => inlineOf(child, own)).join('')
  const marks = `${own.bold && !style.bold ? '**' : ''}${own.italic && !style.italic ? '*' : ''}`
  const shown = hugged(inner, marks)
  const isLink = tag === 'a' && /^(https?:|mailto:)/i.test(node.href) && inner.trim() !== ''
  return isLink
    ? hugged(shown, '[', `](${node.href.replace(/[()\s]/g, encodeURIComponent)})`)
    : shown
}

function styleOf({ tag, style }: Pasted, around: Style): Style {
  const weight = /font-weight:\s*(\w+)/i.exec(style)?.[1]
  const slant = /font-style:\s*(\w+)/i.exec(style)?.[1]
  const isBold = weight
    ? weight === 'bold' || Number(weight) >= 600
    : tag === 'b' || tag === 'strong'
  const isItalic = slant ? slant === 'italic' : tag === 'i' || tag === 'em'
  return { bold: around.bold || isBold, italic: around.italic || isItalic }
}

/** Marks stand close to the words that they are of, or they are no marks. */
function hugged(text: string, before: string, after = [...before].toReversed().join('')): string {
  const [, start = '', words = '', end = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? []
  return words === '' || before === '' ? text : start + before + words + after + end
}

export function textOf(children: Pasted['children'], style: Style): string {
  return tidied(children.map((child) => inlineOf(child, style)).join(''))
}

/** One block of text: single spaces, no break at its ends, and two marks side by side made one. */
export function tidied(text: string): string {
  return text
    .replace(/\*\*( ?)\*\*/g, '$1')
    .replace(/ +/g, ' ')
    .replace(/ ?\\\n ?/g, '\\\n')
    .replace(/^(?:\\\n|\s)+|(?:\\\n|\s)+$/g, '')
}

/** Letters that would be marks are none here. */
function escaped(text: string): string {
  return text.replace(/[\\*`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
}
