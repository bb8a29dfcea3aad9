/** What the browser's check goes through. The script fills in what it finds. */
const STEPS = [
  ['checkpoint', 'Download the newest checkpoint, and the keys'],
  ['signature', 'Check its signature, and that of the checkpoint on this page'],
  ['entries', 'Download every entry'],
  ['root', 'Work out the root of all entries, and compare it with the one signed'],
  ['rules', 'Follow the rules from entry to entry, and check every total stated on the way'],
  ['history', 'See that the checkpoint on this page belongs to the same history'],
  ['number', 'Compare the sum with the number on this page'],
] as const

/** Bytes of an entry on its way, roughly: those that count somebody and those that state totals. */
const ENTRY_BYTES = 58

/** The button, the steps and the verdict of the check in the browser; without script, why not. */
export function NumberCheck({ size }: { size: number }) {
  return (
    <>
      <p>
        Your browser can do the sum itself: it downloads the ledger, about{' '}
        {inBytes(size * ENTRY_BYTES)}, works everything out anew and compares. Nothing is sent from
        here, and you can stop it at any time.
      </p>
      <p data-unaided class="note">
        This needs script, and a browser of 2025 or later. Without them, everything that would be
        read is linked below, and a command line checks the same.
      </p>
      <form id="check-number" data-aided hidden>
        <p class="noprint">
          <button class="btn">Check this number</button>
        </p>
        <ol class="steps" data-steps hidden>
          {STEPS.map(([step, title]) => (
            <li data-step={step} data-state="waiting">
              <span class="vh" data-word />
              <b>{title}</b>
              <span data-finding />
            </li>
          ))}
        </ol>
        <progress class="goal" aria-label="Entries read" hidden />
        <p class="vh" role="status" data-said />
        <Verdict />
      </form>
      <p class="s soft">
        The script that checks, and the key that it checks with, come from this site too. That finds
        mistakes and meddling with the records; it can’t find out a site that means to deceive you.
        For that, check elsewhere, with a key that you noted earlier.
      </p>
    </>
  )
}

/** Where a check's result goes, and the evidence if something is wrong. */
export function Verdict() {
  return (
    <>
      <p class="verdict" role="status" data-verdict />
      <p class="noprint" data-evidence hidden>
        <a class="btn alt" href="#check">
          Download the evidence
        </a>
      </p>
    </>
  )
}

function inBytes(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1000))
  return kilobytes < 1000 ? `${kilobytes} KB` : `${(kilobytes / 1000).toFixed(1)} MB`
}
