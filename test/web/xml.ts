/** An element as it was read: its attributes, and its text and elements in their order. */
export type Element = {
  name: string
  attributes: Map<string, string>
  children: (Element | string)[]
}

const NAME = '[A-Za-z_][A-Za-z0-9_.:-]*'
const TAG = new RegExp(`^<(/?)(${NAME})((?:\\s+${NAME}="[^"<]*")*)\\s*(/?)>`)
const ATTRIBUTE = new RegExp(`(${NAME})="([^"<]*)"`, 'g')
const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['#39', "'"],
])

/** Reads a document of plain XML 1.0: a declaration and elements. Throws at whatever else is there. */
export function parseXml(text: string): Element {
  const declaration = '<?xml version="1.0" encoding="utf-8"?>'
  demand(text.startsWith(declaration), 'it does not begin with its declaration')
  const illegal = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.exec(text)
  demand(!illegal, 'it has a character that XML does not know')

  const document: Element = { name: '', attributes: new Map(), children: [] }
  const open = [document]
  let rest = text.slice(declaration.length)
  while (rest) {
    const inside = open.at(-1) ?? document
    const [words = ''] = /^[^<]*/.exec(rest) ?? []
    if (words) {
      demand(!words.includes(']]>'), 'its text ends a section that never began')
      inside.children.push(decoded(words))
      rest = rest.slice(words.length)
      continue
    }
    const [tag = '', closes, name = '', attributes = '', empty] = TAG.exec(rest) ?? []
    demand(tag !== '', `what begins with ${rest.slice(0, 20)} is no tag`)
    rest = rest.slice(tag.length)
    if (closes) {
      demand(inside.name === name, `${name} ends where ${inside.name} is open`)
      open.pop()
      continue
    }
    const element: Element = { name, attributes: attributesOf(attributes), children: [] }
    inside.children.push(element)
    if (!empty) open.push(element)
  }
  demand(open.length === 1, 'an element does not end')
  const elements = elementsOf(document)
  demand(elements.length === 1 && textOf(document).trim() === '', 'it is not one element')
  return elements[0] ?? document
}

export function elementsOf({ children }: Element, name?: string): Element[] {
  const elements = children.filter((child) => typeof child !== 'string')
  return name === undefined ? elements : elements.filter((one) => one.name === name)
}

/** The text that stands directly in an element. */
export function textOf({ children }: Element): string {
  return children.filter((child) => typeof child === 'string').join('')
}

function attributesOf(text: string): Map<string, string> {
  const pairs = [...text.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => {
    return [name, decoded(value)] as const
  })
  const attributes = new Map(pairs)
  demand(attributes.size === pairs.length, 'an attribute stands there twice')
  return attributes
}

function decoded(text: string): string {
  return text.replace(/&([^;]*);?/g, (_, name: string) => {
    const character = ENTITIES.get(name)
    if (character === undefined) throw new Error(`This is no XML: &${name} is no entity.`)
    return character
  })
}

function demand(holds: boolean, problem: string) {
  if (!holds) throw new Error(`This is no XML: ${problem}.`)
}
