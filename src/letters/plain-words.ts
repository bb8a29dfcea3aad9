import type { Token } from 'markdown-it'
import { parseWords } from './render'

/**
 * Markdown as plain text for a mail: paragraphs as they are, lists with their marks, and each link
 * with its address behind it. `base`: what leads to a place on a page is a place there.
 */
export function plainWords(markdown: string, base: string): string {
  const lines: string[] = []
  /** What stands before a line: of its first, the mark of its list item, too. */
  const indents: { first: string; rest: string }[] = []
  const counters: (number | null)[] = []
  const put = (text: string) => {
    for (const line of text.split('\n')) {
      lines.push(`${indents.map(({ first }) => first).join('')}${line}`.trimEnd())
      for (const indent of indents) indent.first = indent.rest
    }
  }
  const gap = () => {
    if (lines.length > 0 && lines.at(-1) !== '') lines.push('')
  }

  let tight = false
  for (const token of parseWords(markdown)) {
    switch (token.type) {
      case 'paragraph_open':
        // So markdown-it marks the items of a list without empty lines in it.
        tight = token.hidden
        break
      case 'heading_open':
        tight = false
        break
      case 'bullet_list_open':
      case 'ordered_list_open':
        if (counters.length === 0) gap()
        counters.push(token.type === 'bullet_list_open' ? null : startOf(token))
        break
      case 'bullet_list_close':
      case 'ordered_list_close':
        counters.pop()
        break
      case 'list_item_open': {
        const number = counters.at(-1) ?? null
        const mark = number === null ? '- ' : `${number}. `
        if (number !== null) counters.splice(-1, 1, number + 1)
        indents.push({ first: mark, rest: ' '.repeat(mark.length) })
        break
      }
      case 'blockquote_open':
        gap()
        indents.push({ first: '> ', rest: '> ' })
        break
      case 'list_item_close':
      case 'blockquote_close':
        indents.pop()
        break
      case 'inline':
        if (!tight) gap()
        put(inline(token.children ?? [], base))
        break
      case 'fence':
      case 'code_block':
        gap()
        put(token.content.trimEnd())
        break
      case 'hr':
        gap()
        put('* * *')
        break
    }
  }
  return lines.join('\n')
}

function startOf(list: Token): number {
  return Number(list.attrGet('start') ?? 1)
}

function inline(tokens: Token[], base: string): string {
  let text = ''
  const opened: { at: number; href: string }[] = []
  for (const token of tokens) {
    if (token.type === 'link_open') {
      opened.push({ at: text.length, href: String(token.attrGet('href') ?? '') })
    } else if (token.type === 'link_close') {
      const { at, href } = opened.pop() ?? { at: 0, href: '' }
      const address = href.startsWith('#') ? base + href : href.replace(/^mailto:/, '')
      if (text.slice(at) !== address) text += ` (${address})`
    } else if (token.type === 'softbreak') text += ' '
    else if (token.type === 'hardbreak') text += '\n'
    else text += token.content
  }
  return text
}
