/** How this program is called, for sentences that say what to type. */
export const COMMAND =
  process.env.npm_lifecycle_event === 'verify' ? 'npm run verify --' : 'countersign-verify'

export const HELP = `Checks the totals of Countersign letters against their ledgers.

  ${COMMAND} URL...
      reads whole ledgers and adds them up (an audit). A URL is that of a letter, of any page
      of it or of its ledger; that of a site stands for all its letters.
  ${COMMAND} total FILE|URL
      checks a published total
  ${COMMAND} pair A B
      checks that the later of two totals contains the earlier unchanged; each a FILE or URL
  ${COMMAND} receipt FILE [--total FILE|URL] [--audit]
      checks a signer's receipt; that a total contains it; and, by an audit, that it still counts
  ${COMMAND} watch URL --state FILE
      checks that a ledger has only grown since the last look, which FILE keeps

  --vkey K            trust only this key, or the keys in the file K; may be repeated.
                      Without it, a site's own keys are fetched, and the answer says so.
  --consistency FILE  for pair and receipt without a network: the text of the ledger's /consistency
  --interval SECONDS  for watch: look again and again; without it, once
  --json              answer in JSON, one line for each check
  --help              show this

Ends with 0 if all is verified; with 1 if something is not, having written what it found to
evidence-....json; with 2 if it could not check.`
