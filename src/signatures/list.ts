/** A signature as the public sees it. */
export type ListedSignature = {
  number: number
  name: string
  role: string
  school: string | null
  edition: number
}
