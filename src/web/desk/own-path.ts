/**
 * Where to go on to, if it is a page of this site; otherwise null. What a browser would read as
 * another site is none, however it is spelt.
 */
export function ownPath(next: string | undefined, origin: string): string | null {
  if (!next || !/^\/(?![/\\])/.test(next) || !URL.canParse(next, origin)) return null
  const url = new URL(next, origin)
  // A path such as /.//example.org is one of ours until a browser reads it on its own.
  if (url.origin !== new URL(origin).origin || url.pathname.startsWith('//')) return null
  return url.pathname + url.search + url.hash
}
