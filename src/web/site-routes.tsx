import { listProblems } from '../health'
import { registerRoutes } from './register/routes'
import { Routes } from './routing'

export const siteRoutes = new Routes()

siteRoutes.get('/healthz', async (c) => {
  const settings = c.get('settings')
  const problems = await listProblems(c.env.DB, settings)
  const version = c.env.VERSION.id || 'development'
  return problems.length > 0
    ? c.json({ ok: false, version, environment: settings.ENVIRONMENT, problems }, 503)
    : c.json({ ok: true, version, environment: settings.ENVIRONMENT })
})

siteRoutes.route('/', registerRoutes)

// Mailed links are nobody's search results.
siteRoutes.get('/robots.txt', (c) =>
  c.text(
    ['User-agent: *', 'Disallow: /confirm', 'Disallow: /signature', 'Disallow: /dev/', ''].join(
      '\n'
    )
  )
)
