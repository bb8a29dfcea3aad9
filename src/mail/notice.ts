/**
 * A mail to people of the desk, or to others whom no signature brings here. It holds all that it
 * says beside the settings, so that it can be rendered twice; its links follow from ids.
 */
export type Notice =
  | { notice: 'sign-in'; id: string; fresh: boolean; worksUntil: number }
  | { notice: 'approval-asked'; address: string; name: string | null; letterId: number }
  | { notice: 'approval-decided'; allowed: boolean; words: string; letterId: number | null }
  | { notice: 'invited-to-launch' }
  | {
      notice: 'invitation'
      title: string
      /** What they are asked to be, and what that may do, in words. */
      role: string
      may: string
      by: string
      worksUntil: number
    }
  | { notice: 'report-link'; id: string; slug: string; title: string; worksUntil: number }
  | {
      notice: 'report-opened'
      letterId: number
      title: string
      /** Is the name off display until it is decided. */
      isOff: boolean
      dueAt: number
    }
  | { notice: 'report-settled'; slug: string; title: string; outcome: 'off' | 'stays' | 'left' }
  | {
      notice: 'stand-behind'
      /** What its link follows from. */
      id: string
      title: string
      host: string
      /** Whose mailbox it goes to: shown beside the host if it says yes. */
      domain: string
      by: string
      worksUntil: number
    }
  | {
      notice: 'host-news'
      letterId: number
      title: string
      host: string
      news: 'confirmed' | 'declined' | 'left' | 'taken-off'
    }
  | {
      notice: 'opening'
      letterId: number
      slug: string
      title: string
      /** When it was to open. */
      opensAt: number
      opened: boolean
      /** What stood in the way. */
      why: string | null
    }
  | {
      notice: 'letter-stopped'
      letterId: number
      title: string
      /** Null: it runs again. */
      how: 'paused' | 'taken-down' | null
      sentence: string | null
    }
