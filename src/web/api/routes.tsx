import { openData } from '../open-data'
import { publicRead } from '../public-read'
import { Routes } from '../routing'
import { ApiPage } from './api-page'
import { describeApi } from './openapi'

export const apiRoutes = new Routes()

apiRoutes.get('/openapi.json', openData(), (c) => c.json(describeApi(c.get('settings').ORIGIN)))

apiRoutes.get('/api', publicRead(), (c) => c.html(<ApiPage site={c.get('settings').ORIGIN} />))
