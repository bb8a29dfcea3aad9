/** A letter's number and the moment it is of, as the site sends it. */
export type News = { counted: number; as_of: string; ledger_size: number }

/** What a message or an answer says, or null if it is something else. */
export function readNews(text: string): News | null {
  try {
    const news = JSON.parse(text) as News
    const isWhole = Number.isInteger(news.counted) && Number.isInteger(news.ledger_size)
    return isWhole && Date.parse(news.as_of) > 0 ? news : null
  } catch {
    return null
  }
}
