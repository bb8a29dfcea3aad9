import { Routes } from '../routing'
import { takeSignature } from './take-signature'

export const signRoutes = new Routes()

signRoutes.post('/letters/:slug/signatures', (c) => takeSignature(c, { slug: c.req.param('slug') }))
