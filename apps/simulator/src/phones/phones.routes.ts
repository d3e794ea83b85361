import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { World } from '../world/world.js';

const FILES: Record<string, string> = {
  'phones.css': 'text/css; charset=utf-8',
  'login.css': 'text/css; charset=utf-8',
  'phones.js': 'text/javascript; charset=utf-8',
  'views.js': 'text/javascript; charset=utf-8',
  'time.js': 'text/javascript; charset=utf-8',
};

/** The page that shows what owners' phones show. It talks to the control API. */
export function addPhonesRoutes(app: FastifyInstance, world: World): void {
  const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
  const page = read('index.html')
    .replaceAll('{{account}}', world.options.officialAccount.name)
    .replaceAll('{{mini}}', world.options.miniProgram.name);

  app.get('/', (_request, reply) => reply.redirect('/phones'));
  app.get('/phones', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  for (const [name, type] of Object.entries(FILES)) {
    const text = read(name);
    app.get(`/phones/${name}`, (_request, reply) => reply.type(type).send(text));
  }
}
