import { methodNotAllowed } from 'hono/method-not-allowed'
import { requestId } from 'hono/request-id'
import { answerError, answerNotAllowed, answerNotFound } from './web/errors'
import {
  notStored,
  ownForms,
  readableAddress,
  safeHeaders,
  smallBodies,
  wholeSettings,
} from './web/guard'
import { apiRoutes } from './web/api/routes'
import { draftRoutes } from './web/desk/draft-routes'
import { newEditionRoutes } from './web/desk/edition-routes'
import { signedIn, stewardsOnly } from './web/desk/guard'
import { deskHomeRoutes } from './web/desk/home-routes'
import { hostRoutes } from './web/desk/host-routes'
import { launchRoutes } from './web/desk/launch-routes'
import { lifeRoutes } from './web/desk/life-routes'
import { nameRoutes } from './web/desk/name-routes'
import { notableRoutes } from './web/desk/notable-routes'
import { overviewRoutes } from './web/desk/overview-routes'
import { privateLinkRoutes } from './web/desk/private-link-routes'
import { sessionRoutes } from './web/desk/session-routes'
import { sharedDraftRoutes } from './web/desk/shared-draft-routes'
import { signInRoutes } from './web/desk/sign-in-routes'
import { teamRoutes } from './web/desk/team-routes'
import { ledgerPageRoutes } from './web/ledger/page-routes'
import { ledgerRoutes } from './web/ledger/routes'
import { goneRoutes } from './web/letters/gone-routes'
import { reportRoutes } from './web/letters/report-routes'
import { letterRoutes } from './web/letters/routes'
import { dataRoutes } from './web/newsroom/data-routes'
import { dayRoutes } from './web/newsroom/day-routes'
import { feedRoutes } from './web/newsroom/feed-routes'
import { liveRoutes } from './web/live/routes'
import { placeRoutes } from './web/newsroom/place-routes'
import { newsroomRoutes } from './web/newsroom/routes'
import { shareRoutes } from './web/share/routes'
import { confirmRoutes } from './web/signatures/confirm-routes'
import { emailRoutes } from './web/signatures/email-routes'
import { exportRoutes } from './web/signatures/export-routes'
import { listRoutes } from './web/signatures/list-routes'
import { manageRoutes } from './web/signatures/manage-routes'
import { schoolMailboxRoutes } from './web/signatures/school-mailbox-routes'
import { signRoutes } from './web/signatures/sign-routes'
import { allowedRoutes } from './web/steward/allowed-routes'
import { stewardLetterRoutes } from './web/steward/letter-routes'
import { stewardNotableRoutes } from './web/steward/notable-routes'
import { stewardRoutes } from './web/steward/routes'
import { stewardSiteRoutes } from './web/steward/site-routes'
import { updateDeskRoutes } from './web/desk/update-routes'
import { updateRoutes } from './web/letters/update-routes'
import { followRoutes } from './web/letters/follow-routes'
import { hostPageRoutes } from './web/hosts/routes'
import { unsubscribeRoutes } from './web/signatures/unsubscribe-routes'
import { hookRoutes } from './web/hooks/routes'
import { mailOutcomeRoutes } from './web/desk/mail-routes'
import { openedRoutes } from './web/desk/opened-routes'
import { caseRoutes } from './web/desk/case-routes'
import { heldRoutes } from './web/desk/held-routes'
import { doubtRoutes } from './web/desk/doubt-routes'
import { typedSchoolRoutes } from './web/desk/school-words-routes'
import { dealingRoutes } from './web/desk/dealing-routes'
import { replyRoutes } from './web/letters/reply-routes'
import { packRoutes } from './web/desk/pack-routes'
import { handInDeskRoutes } from './web/desk/hand-in-routes'
import { handInRoutes } from './web/letters/hand-in-routes'
import { commentDeskRoutes } from './web/desk/comment-routes'
import { commentRoutes } from './web/letters/comment-routes'
import { organisationDeskRoutes } from './web/desk/organisation-routes'
import { organisationRoutes } from './web/letters/organisation-routes'
import { complaintDeskRoutes } from './web/desk/complaint-routes'
import { retentionRoutes } from './web/desk/retention-routes'
import { complaintRoutes } from './web/letters/complaint-routes'
import { stewardRetentionRoutes } from './web/steward/retention-routes'
import { Routes } from './web/routing'
import { siteRoutes } from './web/site-routes'
import { wellKnownRoutes } from './web/well-known'

/** The whole site, top to bottom: what every request passes, then who answers it. */
export const app = new Routes()

app.use(notStored)
app.use(safeHeaders)
app.use(requestId())
app.use(wholeSettings)
app.use(readableAddress)
app.use(methodNotAllowed({ app, onMethodNotAllowed: answerNotAllowed }))
app.use(ownForms)
app.use(smallBodies)

app.route('/', siteRoutes)
app.route('/', apiRoutes)
app.route('/', goneRoutes)
app.route('/', letterRoutes)
app.route('/', newsroomRoutes)
app.route('/', placeRoutes)
app.route('/', liveRoutes)
app.route('/', dataRoutes)
app.route('/', dayRoutes)
app.route('/', feedRoutes)
app.route('/', shareRoutes)
app.route('/', ledgerRoutes)
app.route('/', wellKnownRoutes)
app.route('/', ledgerPageRoutes)
app.route('/', signRoutes)
app.route('/', emailRoutes)
app.route('/', confirmRoutes)
app.route('/', manageRoutes)
app.route('/', schoolMailboxRoutes)
app.route('/', listRoutes)
app.route('/', reportRoutes)
app.route('/', exportRoutes)
app.route('/', updateRoutes)
app.route('/', followRoutes)
app.route('/', hostPageRoutes)
app.route('/', unsubscribeRoutes)
app.route('/', hookRoutes)
app.route('/', replyRoutes)
app.route('/', handInRoutes)
app.route('/', commentRoutes)
app.route('/', organisationRoutes)
app.route('/', signInRoutes)
app.route('/', sessionRoutes)
app.route('/', deskHomeRoutes)
app.route('/', draftRoutes)
app.route('/', sharedDraftRoutes)
app.route('/', hostRoutes)
app.route('/', teamRoutes)
app.route('/', launchRoutes)
app.route('/', lifeRoutes)
app.route('/', privateLinkRoutes)
app.route('/', newEditionRoutes)
app.route('/', overviewRoutes)
app.route('/', nameRoutes)
app.route('/', notableRoutes)
app.route('/', updateDeskRoutes)
app.route('/', mailOutcomeRoutes)
app.route('/', openedRoutes)
app.route('/', caseRoutes)
app.route('/', heldRoutes)
app.route('/', doubtRoutes)
app.route('/', typedSchoolRoutes)
app.route('/', dealingRoutes)
app.route('/', packRoutes)
app.route('/', handInDeskRoutes)
app.route('/', commentDeskRoutes)
app.route('/', organisationDeskRoutes)
app.route('/', complaintRoutes)
app.route('/', complaintDeskRoutes)
app.route('/', retentionRoutes)
app.use('/steward/*', signedIn, stewardsOnly)
app.route('/', stewardSiteRoutes)
app.route('/', stewardLetterRoutes)
app.route('/', allowedRoutes)
app.route('/', stewardRoutes)
app.route('/', stewardNotableRoutes)
app.route('/', stewardRetentionRoutes)

app.notFound(answerNotFound)
app.onError(answerError)
