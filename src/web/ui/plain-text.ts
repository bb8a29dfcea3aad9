const STARTS_LINE = /^\s*(?:#{1,6}\s|>|[-*+]\s|\d+[.)]\s)/

/** Markdown as it reads: without its marks, and each paragraph, heading or item on one line. */
export function plainText(markdown: string): string {
  const blocks = markdown.trim().split(/\n\s*\n/)
  return blocks.map((block) => linesOf(block).map(withoutMarks).join('\n')).join('\n\n')
}

/** The lines of a block, those that only the width of somebody's editor broke made whole. */
function linesOf(block: string): string[] {
  const lines: string[] = []
  let broken = true
  for (const line of block.split('\n')) {
    if (broken || STARTS_LINE.test(line)) lines.push(line.trim())
    else lines.push(`${lines.pop() ?? ''} ${line.trim()}`)
    broken = /(?: {2}|\\)$/.test(line)
  }
  return lines
}

function withoutMarks(line: string): string {
  return line
    .replace(/^(?:#{1,6}\s+|(?:>\s*)+)/, '')
    .replace(/^[-*+]\s+/, '• ')
    .replace(/\[([^\]]*)\]\(\s*<?([^\s)>]*)>?[^)]*\)/g, '$1 ($2)')
    .replace(/(?<!\\)\*{2,}/g, '')
    .replace(/(?<![\p{L}\p{N}\\])(\*|__?)(?=\S)(.+?)(?<=[^\s\\])\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/`([^`]+)`/g, '$1')
    .replace(/\\$/, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
}
