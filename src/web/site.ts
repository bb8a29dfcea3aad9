import type { Env, Settings } from '../env'

/** What every route is handed: the bindings, and the settings once they are known to be whole. */
export type Site = {
  Bindings: Env
  Variables: {
    settings: Settings
    requestId: string
    /** May other sites read this answer. */
    openToAll?: boolean
    /** May this page run a script of ours. */
    runsScript?: boolean
    /** May its script open a socket to this site. */
    isLive?: boolean
  }
}
