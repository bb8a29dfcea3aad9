import { Hono } from 'hono'
import { openData } from '../open-data'
import { publicRead } from '../public-read'
import type { Site } from '../site'
import { ApiPage } from './api-page'
import { describeApi } from './openapi'

export const apiRoutes = new Hono<Site>()

apiRoutes.get('/openapi.json', openData(), (c) => c.json(describeApi(c.get('settings').ORIGIN)))

apiRoutes.get('/api', publicRead(), (c) => c.html(<ApiPage site={c.get('settings').ORIGIN} />))
