import { Hono } from 'hono'
import type { Site } from '../site'
import { takeSignature } from './take-signature'

export const signRoutes = new Hono<Site>()

signRoutes.post('/letters/:slug/signatures', (c) => takeSignature(c, { slug: c.req.param('slug') }))
