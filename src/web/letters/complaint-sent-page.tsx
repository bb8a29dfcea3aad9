import { COMPLAINT_MS } from '../../complaints/complaint'
import type { Letter } from '../../letters/letter'
import { SlimPage } from '../signatures/slim-page'
import { shown } from './complaint-page'

const DAY_MS = 24 * 60 * 60 * 1000

/** What happens next with a complaint. The same whatever was typed. */
export function ComplaintSentPage({ letter, number }: { letter: Letter; number: string }) {
  return (
    <SlimPage title="Your complaint is in" letter={shown(letter)}>
      <p>
        Its number is <b class="n">{number}</b>. Keep it if you write about it elsewhere.
      </p>
      <ol>
        <li>It went to {letter.controller.name}, and to those who run this site.</li>
        <li>You hear by mail within {COMPLAINT_MS / DAY_MS} days. We remind them until you do.</li>
        <li>
          If you are not content with the answer, or none comes, complain to the Information
          Commissioner’s Office:{' '}
          <a href="https://ico.org.uk/make-a-complaint/">ico.org.uk/make-a-complaint</a>.
        </li>
      </ol>
      <p>
        A mail that says the same, and until which day, is on its way to you: one a day however many
        complaints come with your address. No mail? Look in junk; the complaint is in all the same.
      </p>
    </SlimPage>
  )
}
