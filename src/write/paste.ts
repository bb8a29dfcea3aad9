import { markdownOf } from './markdown-of.ts'
import type { Pasted } from './pasted.ts'

/** Turns what is pasted into a text area from a word processor or a web page into Markdown. */
export function cleanPaste(area: HTMLTextAreaElement) {
  area.addEventListener('paste', (event) => {
    const html = event.clipboardData?.getData('text/html')
    if (!html) return
    const page = new DOMParser().parseFromString(html, 'text/html')
    const markdown = markdownOf(pastedOf(page.body))
    if (markdown === '') return
    event.preventDefault()
    // Unlike a new value, this can be undone by the keyboard.
    if (!document.execCommand('insertText', false, markdown)) {
      area.setRangeText(markdown, area.selectionStart, area.selectionEnd, 'end')
      area.dispatchEvent(new Event('input', { bubbles: true }))
    }
  })
}

function pastedOf(element: Element): Pasted {
  return {
    tag: element.localName,
    style: element.getAttribute('style') ?? '',
    href: element.getAttribute('href') ?? '',
    children: [...element.childNodes].flatMap<Pasted | string>((node) =>
      node instanceof Element ? [pastedOf(node)] : node instanceof Text ? [node.data] : []
    ),
  }
}
