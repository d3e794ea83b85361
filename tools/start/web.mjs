#!/usr/bin/env node
// Serves built fronts with the API beside them under /api, as nginx does in production.
// WEB_SITES is JSON: [{"port":4601,"root":"/…/dist"}]; WEB_API is the port of the API; both on loopback.
import { createServer } from 'node:http';
import { onFirstSignal } from '../lib/on-signal.mjs';
import { createProxy } from './proxy.mjs';
import { createStaticFiles } from './static-files.mjs';

/** @type {{ port: number, root: string }[]} */
const sites = JSON.parse(process.env['WEB_SITES'] ?? '[]');
const host = '127.0.0.1';
const pass = createProxy({ host, port: Number(process.env['WEB_API']) });

const servers = sites.map(({ port, root }) => {
  const files = createStaticFiles(root);
  const server = createServer((request, response) => {
    if (/^\/api(\/|\?|$)/.test(request.url ?? '')) pass(request, response);
    else files.serve(request, response).catch(() => response.destroy());
  });
  // Uploads of large exports take their time; the API has limits of its own.
  server.requestTimeout = 0;
  return server.listen(port, host, () => console.log(`serving ${root} on port ${port}`));
});

onFirstSignal(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});
