import type { Deployment } from './deploy-step.ts'

/** What only a person can do, or see: in the order in which it matters. */
export function listRemaining(deployment: Deployment): string[] {
  const { config, secrets } = deployment
  const domain = config.vars.MAIL_FROM.replace(/^.*@|>$/g, '')

  return [
    ...aboutTheAddress(deployment),
    ...(secrets.includes('RESEND_API_KEY')
      ? []
      : [
          'Nobody can sign before mail can go out. Make an API key at Resend ("Sending access" is\n' +
            'enough) and run npm run deploy again: it asks for it.',
        ]),
    `Mail from ${domain}: in Resend, the domain must be verified (its DKIM and SPF records in your\n` +
      'DNS) and click tracking off. Add a DMARC record. "Mail" in the README says how.',
    ...(secrets.includes('RESEND_WEBHOOK_SECRET')
      ? []
      : [
          `Nobody learns which mail bounced. In Resend, add a webhook for\n` +
            `${config.vars.ORIGIN}/hooks/resend, then hand over its signing secret:\n` +
            'npx wrangler secret put RESEND_WEBHOOK_SECRET',
        ]),
    ...(secrets.includes('ALERT_URL')
      ? []
      : [
          'Alarms go out by mail only, and mail may be what failed. For a second way:\n' +
            'npx wrangler secret put ALERT_URL',
        ]),
    ...(secrets.includes('TURNSTILE_SECRET_KEY')
      ? []
      : [
          'Robots are slowed down and held for checking, and nobody is asked to show that they are\n' +
            'human. To ask while too many come in, add a widget for your domain in the dashboard under\n' +
            'Turnstile, and write TURNSTILE_SITE_KEY and TURNSTILE_SECRET_KEY into a JSON file. Both go\n' +
            'over together, since the site stops with one alone:\n' +
            'npx wrangler secret bulk FILE',
        ]),
    `Let a service outside Cloudflare watch ${config.vars.ORIGIN}/healthz: it answers 503 when\n` +
      'something needs a person.',
  ]
}

function aboutTheAddress({ config, live, health }: Deployment): string[] {
  const { origin, hostname } = new URL(config.vars.ORIGIN)
  const [elsewhere] = live.addresses

  if (hostname.endsWith('.workers.dev')) {
    const wrong =
      elsewhere && elsewhere !== origin
        ? `The Worker is at ${elsewhere}, not at ORIGIN:\nnpm run deploy -- --origin ${elsewhere}\n`
        : ''
    return [
      `${wrong}On a workers.dev address Cloudflare keeps no page at the edge, so every reader costs\n` +
        'reads of the database. Good for a trial; before a campaign, take a domain of your own:\n' +
        'npm run deploy -- --origin https://letters.example.org',
    ]
  }
  if (
    health?.state === 'well' ||
    (health?.state === 'unwell' && health.at === config.vars.ORIGIN)
  ) {
    return []
  }
  return [
    `The Worker does not answer at ${origin} yet. Its domain must be in this account; then, in\n` +
      `the dashboard: Workers & Pages, ${config.worker}, Settings, Domains & Routes, Add, Custom domain,\n` +
      `${hostname}. Without a domain of its own the site has no edge cache.\n` +
      'Then run npm run deploy again, to see whether it answers.',
  ]
}
