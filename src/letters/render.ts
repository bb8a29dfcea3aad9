import MarkdownIt, { type StateCore, type Token } from 'markdown-it'
import type { Point } from './letter'

/** A letter's Markdown as safe HTML, and its numbered points with their anchors. */
export type Rendered = { html: string; points: Point[] }

const LETTERED = /^(\d{1,2}[a-z])\.\s+/

const words = safely()
const markdown = safely().use((it) => it.core.ruler.push('points', markPoints))

/** Nothing but what Markdown says, and links that lead out. */
function safely() {
  const it = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable('image')
  it.validateLink = (url) => /^(https?:|mailto:|#)/i.test(url.trim())
  it.core.ruler.push('outside-links', markLinks)
  return it
}

/** The same as the tokens of markdown-it, for whoever writes it down in another way. */
export function parseWords(text: string): Token[] {
  return words.parse(text, {})
}

/** Renders Markdown that is no letter as safe HTML: nothing in it is a point. */
export function renderWords(text: string): string {
  return words.render(text)
}

/**
 * Renders a letter. Items of top-level ordered lists are points, numbered on through the letter;
 * so are paragraphs that begin `1a.`. Each gets an anchor and a permalink.
 */
export function renderLetter(text: string): Rendered {
  const env: { points: Point[] } = { points: [] }
  return { html: markdown.render(text, env), points: env.points }
}

function markPoints(state: StateCore) {
  const { points } = state.env as { points: Point[] }
  let numbered = 0
  let insideTopList = false

  for (const [i, token] of state.tokens.entries()) {
    if (token.level === 0 && token.nesting !== -1) {
      insideTopList = token.type === 'ordered_list_open'
      if (insideTopList) {
        token.attrSet('class', 'pts')
        token.attrSet('start', String(numbered + 1))
      }
      const lettered = letteredLabel(state.tokens, i)
      if (lettered) {
        token.attrSet('class', 'pt')
        points.push(markPoint(state, i, lettered))
      }
    }
    if (insideTopList && token.level === 1 && token.type === 'list_item_open') {
      points.push(markPoint(state, i, String(++numbered)))
    }
  }
}

function letteredLabel(tokens: Token[], i: number): string | undefined {
  if (tokens[i]?.type !== 'paragraph_open') return undefined
  return LETTERED.exec(tokens[i + 1]?.content ?? '')?.[1]
}

function markPoint(state: StateCore, at: number, label: string): Point {
  const anchor = `point-${label}`
  state.tokens[at]?.attrSet('id', anchor)

  const inline = inside(state.tokens, at).find((token) => token.type === 'inline')
  const permalink = new state.Token('html_inline', '', 0)
  permalink.content = ` <a class="pil" href="#${anchor}" aria-label="Link to point ${label}">¶</a>`
  inline?.children?.push(permalink)
  return { anchor, label, text: (inline?.content ?? '').replace(LETTERED, '') }
}

/** The tokens of a block, to its end: a point without words must not borrow the next one's. */
function inside(tokens: Token[], at: number): Token[] {
  const level = tokens[at]?.level
  const end = tokens.findIndex((one, i) => i > at && one.level === level && one.nesting === -1)
  return tokens.slice(at, end)
}

function markLinks(state: StateCore) {
  for (const token of state.tokens.flatMap((block) => block.children ?? [])) {
    if (token.type === 'link_open') token.attrSet('rel', 'nofollow ugc noopener')
  }
}
