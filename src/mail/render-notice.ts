import { approvalAsked } from './approval-asked'
import { approvalDecided } from './approval-decided'
import { complaintAnswered, complaintOpened, complaintReceived, complaintsWait } from './complaints'
import { deletionAhead } from './deletion-ahead'
import { caseNews } from './case-news'
import { caseWaits } from './case-waits'
import { followLink } from './follow-link'
import { correctionAsked } from './correction-asked'
import { correctionDecided } from './correction-decided'
import { correctionLink } from './correction-link'
import type { Site } from './frame'
import { hostNews } from './host-news'
import { invitation } from './invitation'
import { invitedToLaunch } from './invited-to-launch'
import { letterStopped } from './letter-stopped'
import { mailWaits } from './mail-waits'
import type { Content } from './message'
import type { Notice, NoticeOf } from './notice'
import { objectionAnswered } from './objection-answered'
import { opening } from './opening'
import { organisationLink } from './organisation-link'
import { reportLink } from './report-link'
import { reportOpened } from './report-opened'
import { reportSettled } from './report-settled'
import { schoolMailbox } from './school-mailbox'
import { signInMail } from './sign-in-mail'
import { standBehind } from './stand-behind'
import { updateMail } from './update-mail'

type Written<N> = (notice: N, site: Site, master: Uint8Array) => Content | Promise<Content>

const NOTICES: { [Kind in Notice['notice']]: Written<NoticeOf<Kind>> } = {
  'approval-asked': approvalAsked,
  'approval-decided': approvalDecided,
  'case-news': caseNews,
  'case-waits': caseWaits,
  'complaint-answered': complaintAnswered,
  'complaint-opened': complaintOpened,
  'complaint-received': complaintReceived,
  'complaints-wait': complaintsWait,
  'correction-asked': correctionAsked,
  'correction-decided': correctionDecided,
  'correction-link': correctionLink,
  'deletion-ahead': deletionAhead,
  'follow-link': followLink,
  'host-news': hostNews,
  invitation,
  'invited-to-launch': (_, site) => invitedToLaunch(site),
  'letter-stopped': letterStopped,
  'mail-waits': mailWaits,
  'objection-answered': objectionAnswered,
  opening,
  'organisation-link': organisationLink,
  'report-link': reportLink,
  'report-opened': reportOpened,
  'report-settled': reportSettled,
  'school-mailbox': schoolMailbox,
  'sign-in': signInMail,
  'stand-behind': standBehind,
  'update-test': (notice, site) => updateMail({ ...notice, to: 'signer', link: null }, site),
}

/**
 * Renders a notice. The same notice, site and key always give the same bytes. Null: another version
 * of this site promised it, and this one doesn’t know its kind.
 */
export async function renderNotice(
  notice: Notice,
  site: Site,
  master: Uint8Array
): Promise<Content | null> {
  const written = NOTICES[notice.notice] as Written<Notice> | undefined
  return written ? written(notice, site, master) : null
}
