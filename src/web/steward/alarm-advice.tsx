import type { OpenAlarm } from '../../alarm'
import { paths } from '../../paths'

const MEANINGS: Record<string, string> = {
  'ledger-fork': 'the database is not the one that the letter’s Registrar wrote last.',
  'ledger-broken': 'what is stored of the ledger does not lead to its own root.',
  recount: 'a published number differs from the signatures or from the ledger.',
  'kept-day': 'the numbers of a day do not agree with each other, and were not signed.',
  'mail-slow': 'confirmation mail has waited for over five minutes.',
  'mail-unknown': 'nobody can tell any more whether some mails went out.',
  'mail-refused': 'the provider refused many mails within an hour.',
  'mail-complaints': 'more than one in a thousand mails of a day was called spam.',
  'mail-bounces': 'more than one in twenty mails of a day came back for good.',
  'mail-dead-letter': 'a message of the mail queue failed for good.',
}

export function meaningOf(kind: string): string {
  return MEANINGS[kind] ?? 'something needs looking at.'
}

/** What to do about an alarm, step by step. */
export function AlarmAdvice({ alarm: { kind, slug } }: { alarm: OpenAlarm }) {
  switch (kind) {
    case 'ledger-fork':
      return <Forked />
    case 'ledger-broken':
      return <Broken slug={slug ?? ''} />
    case 'recount':
    case 'kept-day':
      return (
        <p>
          Make an export first:{' '}
          <code>npx wrangler d1 export countersign --remote --output=now.sql</code>. Then compare
          what differs with the ledger, which has the last word, before anything is changed.
        </p>
      )
    default:
      return (
        <p>
          See <a href={paths.stewardMail()}>Mail</a>. What is promised is stored, and no mail is
          lost.
        </p>
      )
  }
}

/** After a restore, mostly. The Registrar remembers outside the database what it wrote. */
function Forked() {
  return (
    <>
      <p>
        Nobody is counted on this letter and nothing of it is changed, because a ledger continued
        from here would contradict receipts and numbers that are already out there. Its page says
        that signing is paused; links in mails keep working.
      </p>
      <ol>
        <li>
          If the database was set back, undo that, with the bookmark that the restore printed as the
          previous one:
          <pre>npx wrangler d1 time-travel restore countersign --bookmark=BOOKMARK</pre>
          If it was not written down, ask for the one of the minute before:
          <pre>npx wrangler d1 time-travel info countersign --timestamp=2026-06-22T09:29:00Z</pre>
        </li>
        <li>
          Wait a minute. The Registrar looks again every minute, and finds the ledger it knows:
          signing goes on and this alarm closes.
        </li>
        <li>
          If the restore was to mend another table, do that from a copy: load an export into a
          database of its own, and bring over the rows that you need.
        </li>
        <li>
          If what came after is gone for good, this letter can’t be continued. Leave it stopped, say
          publicly up to which number and time it stands, keep the newest checkpoint that anybody
          holds, from a mail or a newsroom, and open a new letter. Nothing makes a Registrar forget.
        </li>
      </ol>
    </>
  )
}

/** A row that was lost, changed or added. Tiles can be made again, entries can't. */
function Broken({ slug }: { slug: string }) {
  return (
    <>
      <p>
        Nothing is signed on top of it, so nobody is counted on this letter until it is mended. What
        is published stays as it is.
      </p>
      <ol>
        <li>
          Throw the stored tiles of the letter away. They follow from the entries and are made again
          within a minute; if that was all, this alarm closes.
          <pre>
            {`npx wrangler d1 execute countersign --remote --command "DELETE FROM tile WHERE letter_id = (SELECT id FROM letter WHERE slug = '${slug}')"`}
          </pre>
        </li>
        <li>
          If it stays open, another row was changed, is missing or is one too many: an entry, a
          checkpoint, or the head; the words above say where it does not fit. Load the last good
          export into a database of its own, and compare the rows of the letter in{' '}
          <code>ledger_entry</code>, <code>checkpoint</code> and <code>head</code>. Is no export
          recent enough, restore the database to a time before the damage, export it, and go forward
          again by the bookmark; meanwhile letters refuse every change.
          <pre>
            {`npx wrangler d1 execute countersign --remote --json --command "SELECT position, hex(bytes) FROM ledger_entry WHERE letter_id = (SELECT id FROM letter WHERE slug = '${slug}') ORDER BY position"`}
          </pre>
        </li>
        <li>
          Put back exactly what differs, nothing else. Within a minute everything leads to the
          signed root again, and signing goes on.
        </li>
        <li>
          Empty the cache of the domain (dashboard: Caching, Purge Everything), which may have kept
          something wrong, and find out what changed the row: no part of Countersign changes an
          entry once it is written.
        </li>
      </ol>
    </>
  )
}
