/** An edition to freeze: what the letter will say from now on, rendered. */
export type NewEdition = {
  title: string
  addressedTo: string
  hosts: string
  markdown: string
  html: string
  points: string
  sha256: string
  reason: string | null
  /** Is it the edition before with a spelling put right: then nobody is mailed or asked. */
  spellingOnly?: boolean
}
