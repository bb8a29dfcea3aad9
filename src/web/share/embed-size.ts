/** The size of a frame that shows a count; it works down to 240 pixels wide. */
export const EMBED = { width: 480, height: 210 }

/** Below this width the title stands under the number, and the frame has to be higher. */
export const NARROW_EMBED = { below: 400, height: 376 }
