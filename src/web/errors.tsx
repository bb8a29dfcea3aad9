import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { paths } from '../paths'
import { UnreadableForm } from './form'
import type { Site } from './site'
import { ErrorPage } from './ui/error-page'
import { NotFoundPage } from './ui/not-found-page'
import { ProblemPage } from './ui/problem-page'

/** What a request did wrong, in words for whoever sent it. */
const PROBLEMS = {
  400: [
    'This could not be read',
    'The address or the form holds characters that are not text. Go back, open the page again and try once more.',
  ],
  403: [
    'This form came from somewhere else',
    'It was not sent from a page of this site, so nothing was done. Open the letter here and send it again.',
  ],
  405: ['This page can’t do that', 'Open the letter again and use the buttons on the page.'],
  413: [
    'This is too long',
    'Nothing was stored. Go back, shorten what you typed and send it again.',
  ],
  415: [
    'This is not one of our forms',
    'Nothing was done. Open the page in a browser and use the form on it.',
  ],
} as const

type Problem = keyof typeof PROBLEMS

export function answerNotFound(c: Context<Site>) {
  return c.html(<NotFoundPage />, 404)
}

/** The page is there, and can't do that; it says what it can. */
export function answerNotAllowed(c: Context<Site>, methods: string[]) {
  c.header('allow', methods.join(', '))
  return answerProblem(c, 405)
}

/** Says what can be said and logs the rest: never an address, a name or a token. */
export function answerError(error: Error, c: Context<Site>) {
  if (error instanceof HTTPException && error.status === 404) return answerNotFound(c)
  const status = error instanceof UnreadableForm ? 400 : statusOf(error)
  if (status) return answerProblem(c, status)

  const requestId = c.get('requestId')
  console.error('request failed', requestId, c.req.method, c.req.routePath, error.message)
  return c.html(<ErrorPage requestId={requestId} />, 500)
}

function answerProblem(c: Context<Site>, status: Problem) {
  const [title, advice] = PROBLEMS[status]
  return c.html(
    <ProblemPage title={title}>
      <p>{advice}</p>
      <p>
        <a href={paths.home()}>All open letters</a>
      </p>
    </ProblemPage>,
    status
  )
}

function statusOf(error: Error): Problem | null {
  if (!(error instanceof HTTPException)) return null
  return error.status in PROBLEMS ? (error.status as Problem) : null
}
