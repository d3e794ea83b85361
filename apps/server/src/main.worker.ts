import 'reflect-metadata';
import { createServer } from 'node:http';
import { boot } from './foundation.js';
import { Metrics } from './platform/metrics/index.js';
import { keepMemoryFrugal, WorkerHost } from './platform/queue/index.js';
import { createWorker } from './worker.js';

keepMemoryFrugal();
await boot('worker', async (foundation) => {
  const app = await createWorker(foundation);
  const metrics = app.get(Metrics);
  app.get(WorkerHost).start();
  const server = createServer((request, response) => {
    if (request.url === '/metrics') {
      void metrics.registry.metrics().then((text) => response.end(text));
      return;
    }
    response.setHeader('Content-Type', 'application/json');
    response.end('{"ok":true}');
  });
  server.listen(foundation.config.workerPort, foundation.config.host);
  process.once('SIGTERM', () => server.close());
  process.once('SIGINT', () => server.close());
  foundation.logger.info('worker runs');
});
