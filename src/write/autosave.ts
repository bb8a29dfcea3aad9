const QUIET_MS = 2000
const RETRY_MS = 10_000

type Answer = { version?: number; saved_at?: number; stale?: true; problem?: string }

/** Saves a form by itself when its writer pauses or leaves, and says so. Nothing typed is ever lost. */
export function autosave(form: HTMLFormElement, shown: HTMLElement, said: HTMLElement) {
  let kept = wordsOf(form)
  let timer = 0
  let isSaving = false
  let isOver = false

  const say = (text: string) => {
    shown.textContent = text
    said.textContent = text
  }
  const later = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), ms)
  }

  async function save(isLeaving = false) {
    clearTimeout(timer)
    const words = wordsOf(form)
    if (isOver || isSaving || words === kept) return
    isSaving = true
    try {
      const response = await send(form, form.action, isLeaving)
      hear(response.status, (await answerOf(response)) ?? {}, words)
    } catch {
      say('Not saved: there is no connection. It is tried again; leave this page open.')
      later(RETRY_MS)
    } finally {
      isSaving = false
      if (wordsOf(form) !== words) later(QUIET_MS)
    }
  }

  function hear(status: number, { version, saved_at: at, stale, problem }: Answer, words: string) {
    if (version !== undefined) {
      kept = words
      const field = form.elements.namedItem('version') as HTMLInputElement
      field.value = String(version)
      const time = new Date(at ?? Date.now())
      say(`Saved at ${time.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`)
    } else if (status === 413) say('Not saved: this is too long. Shorten it.')
    else if (problem) say(`Not saved. ${problem}`)
    else if (status >= 500) {
      say('Not saved: something went wrong here. It is tried again; leave this page open.')
      later(RETRY_MS)
    } else {
      isOver = true
      say(
        stale
          ? 'Somebody else saved other words meanwhile. Yours are here but not saved: press Save to compare them.'
          : 'Not saved: you may be signed out, or the words may be fixed by now. Press Save, and follow what it says; your words stay.'
      )
    }
  }

  form.addEventListener('input', () => {
    if (isOver) return
    shown.textContent = 'Not saved yet'
    later(QUIET_MS)
  })
  form.addEventListener('submit', () => {
    isOver = true
    clearTimeout(timer)
    kept = wordsOf(form)
  })
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) void save(true)
  })
  addEventListener('beforeunload', (event) => {
    if (wordsOf(form) === kept) return
    void save(true)
    event.preventDefault()
  })
  // A page that comes back from a browser's memory has been sent already.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted && wordsOf(form) === kept) location.reload()
  })
  // What a browser put back that had not been saved when the page went.
  if (changedBefore(form)) {
    kept = ''
    later(QUIET_MS)
  }
}

/** Sends a form as it is, for an answer in JSON; `keepalive` if the page may go before that comes. */
export function send(form: HTMLFormElement, to: string, keepalive = false): Promise<Response> {
  const headers = { accept: 'application/json' }
  const body = new FormData(form)
  return fetch(to, { method: 'POST', body, headers, redirect: 'manual', keepalive })
}

async function answerOf(response: Response): Promise<Answer | null> {
  return response.headers.get('content-type')?.startsWith('application/json')
    ? response.json()
    : null
}

function changedBefore(form: HTMLFormElement): boolean {
  let changed = false
  for (const field of form.querySelectorAll<HTMLInputElement>('input, textarea')) {
    if (field.type === 'hidden') field.value = field.defaultValue
    else changed ||= field.value !== field.defaultValue
  }
  return changed
}

/** What was typed, without what only says where it came from. */
function wordsOf(form: HTMLFormElement): string {
  const typed = [...new FormData(form)].filter(([name]) => name !== 'version')
  return JSON.stringify(typed)
}
