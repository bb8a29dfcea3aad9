/** Stands in for packages that others import and we never use: see `[alias]` in wrangler.toml. */

/** markdown-it makes one, whether or not it is ever asked to find links in plain text. */
export function LinkifyIt() {}

/** Would read a mail that came in. Without it the SDK that sends ours is a third of its size. */
export default {}
