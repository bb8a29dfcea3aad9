/** An element of a page that was pasted, as much of it as matters here. */
export type Pasted = {
  /** In small letters, such as `p`. */
  tag: string
  style: string
  href: string
  children: (Pasted | string)[]
}

/** The words of what was pasted, without their marks. */
export function plain(node: Pasted | string): string {
  return typeof node === 'string' ? node : node.children.map(plain).join('')
}
