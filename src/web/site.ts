import type { Env, Settings } from '../env'
import type { Account } from '../desk/account'
import type { Session } from '../desk/session'
import type { AtLetter } from './desk/at-letter'
import type { Rest } from './public-read'

/** What every route is handed: the bindings, and the settings once they are known to be whole. */
export type Site = {
  Bindings: Env
  Variables: {
    settings: Settings
    requestId: string
    /** May other sites read this answer. */
    openToAll?: boolean
    /** How long a public answer may rest in caches, if it is not the usual time. */
    rest?: Rest
    /** May this page run a script of ours. */
    runsScript?: boolean
    /** May its script open a socket to this site. */
    isLive?: boolean
    /** Who is signed in, in which session: on pages of the desk and of stewards, and on no others. */
    account: Account
    session: Session
    isSteward: boolean
    /** The letter that a page of the desk is about. */
    at: AtLetter
  }
}
