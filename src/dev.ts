import { app } from './app'
import worker from './index'
import { devActRoutes } from './web/dev/acts-routes'
import { devRoutes } from './web/dev/routes'

export * from './index'

// The site as it is deployed, and what belongs to development only: the inbox and the demonstration.
app.route('/', devActRoutes)
app.route('/', devRoutes)

export default worker
