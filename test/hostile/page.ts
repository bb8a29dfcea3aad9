import { env } from 'cloudflare:workers'

export type Field = {
  name: string
  kind: string
  value: string
  checked: boolean
  options: string[]
}
export type Form = { page: string; action: string; method: string; fields: Field[] }

/** A page as a browser's parser has it: its elements, where it leads, and what can be sent from it. */
export type Page = {
  elements: { name: string; attributes: Map<string, string> }[]
  links: string[]
  forms: Form[]
  /** What its scripts of data hold. */
  data: string[]
}

type Open = { form?: Form; field?: Field; text?: string }

/** Reads a page with the runtime's own parser of HTML. */
export async function readPage(html: string, address: string): Promise<Page> {
  const page: Page = { elements: [], links: [], forms: [], data: [] }
  const open: Open = {}
  const rewriter = new HTMLRewriter()
    .on('*', {
      element(element) {
        const attributes = new Map(
          [...element.attributes].map(([name = '', value = '']) => [name, decoded(value)])
        )
        page.elements.push({ name: element.tagName, attributes })
        const href = attributes.get('href') ?? attributes.get('src')
        if (href) page.links.push(href)
      },
    })
    .on('form', {
      element(element) {
        const action = new URL(
          decoded(element.getAttribute('action') ?? address),
          new URL(address, env.ORIGIN)
        )
        open.form = {
          page: address,
          action: action.pathname + action.search,
          method: (element.getAttribute('method') ?? 'get').toUpperCase(),
          fields: [],
        }
        page.forms.push(open.form)
      },
    })
    .on('input, select, textarea, button', {
      element(element) {
        const name = decoded(element.getAttribute('name') ?? '')
        const kind =
          element.tagName === 'input' ? (element.getAttribute('type') ?? 'text') : element.tagName
        open.field = {
          name,
          kind,
          value: decoded(element.getAttribute('value') ?? ''),
          checked: element.hasAttribute('checked'),
          options: [],
        }
        if (name || kind === 'button') open.form?.fields.push(open.field)
        const elsewhere = element.getAttribute('formaction')
        if (elsewhere && open.form) page.forms.push({ ...open.form, action: decoded(elsewhere) })
      },
    })
    .on('option', {
      element(element) {
        const value = decoded(element.getAttribute('value') ?? '')
        open.field?.options.push(value)
        if (open.field && (element.hasAttribute('selected') || open.field.options.length === 1)) {
          open.field.value = value
        }
      },
    })
    .on('textarea', {
      text({ text }) {
        // The line break that a form may begin a field with is none of its text.
        if (open.field) open.field.value = (open.field.value + decoded(text)).replace(/^\n/, '')
      },
    })
    .on('script', {
      text({ text, lastInTextNode }) {
        open.text = (open.text ?? '') + text
        if (!lastInTextNode) return
        page.data.push(open.text)
        open.text = ''
      },
    })
  await rewriter.transform(new Response(html)).text()
  return page
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** The parser leaves references of characters as they are. */
function decoded(text: string): string {
  return text.replaceAll(
    /&(amp|lt|gt|quot|#39);/g,
    (whole, name: string) => ENTITIES[name] ?? whole
  )
}
