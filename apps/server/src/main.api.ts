import 'reflect-metadata';
import { createApi } from './api.js';
import { boot } from './foundation.js';
import { WatchTimer } from './modules/watch/index.js';

await boot('api', async (foundation) => {
  const { app } = await createApi(foundation);
  await app.listen(foundation.config.port, foundation.config.host);
  app.get(WatchTimer, { strict: false }).start();
  foundation.logger.info({ port: foundation.config.port }, 'API listens');
});
