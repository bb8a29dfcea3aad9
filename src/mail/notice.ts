import type { Noticed } from '../cases/case'
import type { LetterInMail } from './chosen'
import type { UpdateWords } from './update-words'

/**
 * A mail to people of the desk, or to others whom no signature brings here. It holds all that it
 * says beside the settings, so that it can be rendered twice; its links follow from ids.
 */
export type Notice =
  | { notice: 'sign-in'; id: string; fresh: boolean; worksUntil: number }
  | { notice: 'approval-asked'; address: string; name: string | null; letterId: number }
  | { notice: 'approval-decided'; allowed: boolean; words: string; letterId: number | null }
  | { notice: 'invited-to-launch' }
  /** To stewards: so many mails to one domain that they wait. */
  | { notice: 'mail-waits'; domain: string }
  /** To whoever writes an update: what its readers would get. */
  | { notice: 'update-test'; letter: LetterInMail; words: UpdateWords }
  | {
      notice: 'invitation'
      title: string
      /** What they are asked to be, and what that may do, in words. */
      role: string
      may: string
      by: string
      worksUntil: number
    }
  | {
      notice: 'follow-link'
      id: string
      /** Whether a letter is to be followed, and its title; or a host, and its name. */
      of: 'letter' | 'host'
      name: string
      /** The id under which the address follows it already. */
      following: string | null
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
  | { notice: 'correction-link'; id: string; title: string; worksUntil: number }
  | {
      notice: 'correction-asked'
      letterId: number
      title: string
      /** Does it stand in the timeline already. */
      isEntered: boolean
    }
  | {
      notice: 'correction-decided'
      slug: string
      title: string
      /** Of what was to be corrected. */
      number: number
      how: 'enter' | 'decline' | 'settle'
      sentence: string
    }
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
      notice: 'organisation-link'
      id: string
      title: string
      /** Until when it can be confirmed; and until when its link works. */
      worksUntil: number
      until: number
    }
  | { notice: 'school-mailbox'; id: string; worksUntil: number }
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
      how: 'paused' | 'taken-down' | 'closed' | null
      sentence: string | null
    }
  /** `day` is one of the UK, such as 2027-06-03. */
  | { notice: 'deletion-ahead'; letterId: number; title: string; day: string; counted: number }
  /** `number` is the complaint’s, as people are given it; `whom`, who answers for the data. */
  | { notice: 'complaint-received'; title: string; number: string; whom: string; dueAt: number }
  | {
      notice: 'complaint-opened'
      letterId: number
      title: string
      number: string
      dueAt: number
      asSteward: boolean
    }
  | {
      notice: 'complaints-wait'
      letterId: number
      title: string
      n: number
      /** When the first must be answered, and whether that is over. */
      dueAt: number
      isOver: boolean
      asSteward: boolean
    }
  | {
      notice: 'complaint-answered'
      title: string
      number: string
      outcome: 'upheld' | 'partly' | 'not-upheld'
      answer: string
    }
  | {
      notice: 'case-waits'
      letterId: number
      caseId: string
      title: string
      /** How many signatures it is about. */
      n: number
      since: number
      /** What the site saw, the first time that somebody is told. */
      noticed: Pick<Noticed, 'pattern' | 'n' | 'ofAll'> | null
    }
  | {
      notice: 'case-news'
      /** A second person is asked; that one has answered; a signer objects. */
      news: 'asked' | 'answered' | 'objection'
      letterId: number
      caseId: string
      title: string
      /** Who asked or answered, and about how many signatures. */
      by?: string
      n?: number
    }
  | {
      notice: 'objection-answered'
      signatureId: string
      title: string
      answer: string
      /** Until when the link to the signature works. */
      worksUntil: number
    }

/** One kind of them. */
export type NoticeOf<Kind extends Notice['notice']> = Extract<Notice, { notice: Kind }>
