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
import type { Notice } from './notice'
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

/** Renders a notice. The same notice, site and key always give the same bytes. */
export async function renderNotice(
  notice: Notice,
  site: Site,
  master: Uint8Array
): Promise<Content> {
  switch (notice.notice) {
    case 'sign-in':
      return signInMail(notice, site, master)
    case 'approval-asked':
      return approvalAsked(notice, site)
    case 'approval-decided':
      return approvalDecided(notice, site)
    case 'invitation':
      return invitation(notice, site)
    case 'stand-behind':
      return standBehind(notice, site, master)
    case 'host-news':
      return hostNews(notice, site)
    case 'invited-to-launch':
      return invitedToLaunch(site)
    case 'mail-waits':
      return mailWaits(notice, site)
    case 'opening':
      return opening(notice, site)
    case 'follow-link':
      return followLink(notice, site, master)
    case 'organisation-link':
      return organisationLink(notice, site, master)
    case 'school-mailbox':
      return schoolMailbox(notice, site, master)
    case 'report-link':
      return reportLink(notice, site, master)
    case 'report-opened':
      return reportOpened(notice, site)
    case 'report-settled':
      return reportSettled(notice, site)
    case 'correction-link':
      return correctionLink(notice, site, master)
    case 'correction-asked':
      return correctionAsked(notice, site)
    case 'correction-decided':
      return correctionDecided(notice, site)
    case 'case-news':
      return caseNews(notice, site)
    case 'case-waits':
      return caseWaits(notice, site)
    case 'objection-answered':
      return objectionAnswered(notice, site, master)
    case 'update-test':
      return updateMail({ ...notice, to: 'signer', link: null }, site)
    case 'deletion-ahead':
      return deletionAhead(notice, site)
    case 'complaint-received':
      return complaintReceived(notice, site)
    case 'complaint-opened':
      return complaintOpened(notice, site)
    case 'complaints-wait':
      return complaintsWait(notice, site)
    case 'complaint-answered':
      return complaintAnswered(notice, site)
    case 'letter-stopped':
      return letterStopped(notice, site)
  }
}
