import type { StoredCheckpoint } from '../../proofs/checkpoint'
import { Time } from '../ui/time'
import { Verdict } from './number-check'

/** The newest checkpoint, to copy; and a place to compare one that was kept. */
export function NewestCheckpoint({ checkpoint }: { checkpoint: StoredCheckpoint }) {
  return (
    <>
      <p>
        Signed at <Time at={checkpoint.at} kind="moment" />: the ledger’s name, its number of
        entries, their root, and the signature.
      </p>
      <pre id="checkpoint">{checkpoint.note}</pre>
      <p>
        Copy it and keep it. As long as somebody else holds it, nobody can rewrite what it covers
        without being found out: an honest ledger only grows, and can show that it has.
      </p>
      <form id="check-kept" class="noprint" data-aided hidden>
        <div class="fld">
          <label for="kept">Compare one that you kept</label>
          <span class="hint" id="kept-hint">
            Paste it whole, from a mail or from this page on an earlier day.
          </span>
          <textarea id="kept" rows={6} spellcheck={false} aria-describedby="kept-hint" />
        </div>
        <p>
          <button class="btn alt">Compare</button>
        </p>
        <Verdict />
      </form>
    </>
  )
}

/** What a receipt is for, and a place to check one. */
export function CheckReceipt() {
  return (
    <>
      <p>
        Whoever is counted can download a receipt, a small file that opens their own entry: it shows
        which words they signed, and that their yes is in the ledger. It also proves to anybody that
        they signed. So it is offered and never needed, and nobody has to show theirs.
      </p>
      <form id="check-receipt" class="noprint" data-aided hidden>
        <div class="fld">
          <label for="receipt-file">Check a receipt</label>
          <span class="hint" id="receipt-hint">
            It is read by your browser, and not sent anywhere.
          </span>
          <input
            id="receipt-file"
            type="file"
            accept=".json,application/json"
            aria-describedby="receipt-hint"
          />
        </div>
        <p>
          <button class="btn alt">Check the receipt</button>
        </p>
        <Verdict />
      </form>
      <p class="s soft">
        On the command line: <code>npm run verify -- receipt FILE</code>
      </p>
    </>
  )
}
