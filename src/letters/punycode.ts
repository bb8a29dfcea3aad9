/** Names of machines in other scripts, for the Markdown library: the runtime knows how to write them. */
export default {
  /** `bücher.example` as `xn--bcher-kva.example`; what is no such name throws. */
  toASCII: (host: string) => (/\P{ASCII}/u.test(host) ? new URL(`http://${host}`).hostname : host),
  /** Shown as it is written: letters of another script may look like ours. */
  toUnicode: (host: string) => host,
}
