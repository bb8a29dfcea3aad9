/** The size of a frame that shows a count; it works down to 240 pixels wide. */
export const EMBED = { width: 480, height: 210 }

/** Below this width the title stands under the number, and the frame has to be higher. */
export const NARROW_EMBED = { below: 400, height: 376 }

/**
 * The embed's own style, within it: one answer is all that a page which shows the count has to
 * fetch, and a frame that its page has sandboxed would be refused a stylesheet.
 */
export const EMBED_STYLE = `
:root { color-scheme: light dark; --sheet: #fdfbf5; --ink: #221d17; --soft: #5b5143; --hair: #d6cbb6; --edge: #7c705f; --blue: #1c3d8c }
@media (prefers-color-scheme: dark) {
:root { --sheet: #1f1c17; --ink: #ede6d9; --soft: #b9ae9c; --hair: #3d372d; --edge: #8f8471; --blue: #a9c1f7 }
}
* { box-sizing: border-box; margin: 0 }
body { display: flex; min-height: 100vh; padding: .9rem 1.1rem; border: 1px solid var(--edge); background: var(--sheet); color: var(--ink); font: .9375rem/1.4 Seravek, 'Segoe UI', 'Noto Sans', Ubuntu, system-ui, sans-serif; overflow-wrap: anywhere }
main { display: flex; flex: 1; flex-direction: column; gap: .6rem }
.top { display: flex; flex-wrap: wrap; gap: .4rem 1.25rem }
.count { flex: none; min-width: 6rem }
.count b, h1 { font: 400 1.25rem/1.3 'Iowan Old Style', 'Palatino Linotype', Palatino, P052, Georgia, 'Noto Serif', serif }
.count b { display: block; font-size: 3rem; line-height: 1.05; font-variant-numeric: lining-nums tabular-nums; letter-spacing: -.02em }
h1 { flex: 1 1 12rem; min-width: 0; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; text-wrap: pretty }
.foot { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .1rem 1.25rem; margin-top: auto; padding-top: .35rem; border-top: 1px solid var(--hair); font-size: .8125rem; color: var(--soft) }
.foot div { display: flex; flex-wrap: wrap; gap: 0 1.25rem }
a { padding: .2rem 0; color: var(--blue); text-underline-offset: .18em }
.foot p { padding: .2rem 0 }
.noted { width: 100% }
.live button { padding: 0 .5rem; min-height: 1.5rem; font: inherit; color: inherit; background: none; border: 1px solid var(--edge); border-radius: 2px }
.live[hidden] { display: none }
:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px }
/* on a phone a frame is narrow, and often as low as it was pasted */
@media (max-width: 399px) and (max-height: 300px) {
body { padding: .55rem .8rem }
main { gap: .35rem }
.top { gap: .1rem }
.count b { display: inline; margin-right: .2rem; font-size: 2rem }
h1 { flex-basis: 100%; font-size: 1.0625rem; -webkit-line-clamp: 2 }
.foot { gap: 0 .75rem }
.foot p { padding: .1rem 0; font-size: .75rem }
}
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
`
