import { deskPaths } from '../../desk-paths'
import { paths } from '../../paths'
import type { Mailing, WrittenUpdate } from '../../updates/update'
import { Outcome } from '../signatures/outcome'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'
import { MailingState } from './mailing-state'

type UpdateListPageProps = {
  at: AtLetter
  updates: WrittenUpdate[]
  mailings: Mailing[]
  /** What the last press came to. */
  said?: string
}

/** The updates of a letter: those being written, and those published with what came of their mail. */
export function UpdateListPage({ at, updates, mailings, said }: UpdateListPageProps) {
  const { letter } = at
  const drafts = updates.filter(({ number }) => number === null)
  return (
    <DeskPage
      title="Updates"
      at={at}
      beside={
        <a class="btn" href={deskPaths.newUpdate(letter.id)}>
          Write an update
        </a>
      }
    >
      {said && <Outcome>{said}</Outcome>}
      <p>
        News of the letter: everyone can read it, and those who asked for news get it by mail. You
        see how many mails came to what, and never whose.
      </p>
      {drafts.length > 0 && (
        <Section id="drafts" title="Being written">
          <ul class="plain">
            {drafts.map(({ id, title, savedAt, savedBy }) => (
              <li>
                <a href={deskPaths.update(letter.id, id)}>{title}</a>, saved at{' '}
                <Time at={savedAt} kind="moment" />
                {savedBy && ` by ${savedBy}`}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section id="published" title="Published">
        {drafts.length === updates.length && <p>None so far.</p>}
        {updates.map(({ id, number, title, author, publishedAt }) => {
          if (number === null) return null
          const mailing = mailings.find(({ updateId }) => updateId === id)
          return (
            <div id={`update-${number}`}>
              <h3>
                <a href={paths.update(letter.slug, number)}>{title}</a>
              </h3>
              <p class="s soft">
                By {author}, published at <Time at={publishedAt ?? 0} kind="moment" />
              </p>
              {mailing ? (
                <MailingState at={at} mailing={mailing} />
              ) : (
                <p>Published without mail.</p>
              )}
            </div>
          )
        })}
      </Section>
    </DeskPage>
  )
}
