import type { PropsWithChildren } from 'hono/jsx'
import type { Letter } from '../../letters/letter'
import { DataDeleted } from '../ui/data-deleted'

type LetterHeadProps = PropsWithChildren<{ up: string; letter: Letter; stopped?: boolean }>

/** The head of a letter's page for journalists, with what must be known before anything is quoted. */
export function LetterHead({ up, letter, stopped, children }: LetterHeadProps) {
  return (
    <header class="hd">
      <p class="up">{up}</p>
      <h1 lang={letter.language}>{letter.title}</h1>
      {children}
      <DataDeleted letter={letter} />
      {letter.demonstration && (
        <p class="note">
          Demonstration letter: its people and schools are made up. Do not quote it.
        </p>
      )}
      {stopped && (
        <p class="note">
          Our records of this letter don’t agree with each other, and signing has stopped until
          someone has looked. Do not quote the figure before this note is gone.
        </p>
      )}
    </header>
  )
}
