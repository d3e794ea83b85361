import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { openTarget } from '../h5-link.js';
import { escapeHtml } from '../provider/html.js';
import type { World } from '../world/world.js';

const FILES: Record<string, string> = {
  'phones.css': 'text/css; charset=utf-8',
  'phone-frame.css': 'text/css; charset=utf-8',
  'phone-messages.css': 'text/css; charset=utf-8',
  'panel.css': 'text/css; charset=utf-8',
  'login.css': 'text/css; charset=utf-8',
  'phones.js': 'text/javascript; charset=utf-8',
  'views.js': 'text/javascript; charset=utf-8',
  'person-row.js': 'text/javascript; charset=utf-8',
  'panel.js': 'text/javascript; charset=utf-8',
  'dom.js': 'text/javascript; charset=utf-8',
  'time.js': 'text/javascript; charset=utf-8',
};

/** The page that shows what owners' phones show. It talks to the control API. */
export function addPhonesRoutes(app: FastifyInstance, world: World): void {
  const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
  const page = read('index.html')
    .replaceAll('{{account}}', escapeHtml(world.options.officialAccount.name))
    .replaceAll('{{mini}}', escapeHtml(world.options.miniProgram.name));

  app.get('/', (_request, reply) => {
    reply.redirect('/phones');
  });
  app.get('/phones', (_request, reply) => {
    reply.type('text/html; charset=utf-8').send(page);
  });
  for (const [name, type] of Object.entries(FILES)) {
    const text = read(name);
    app.get(`/phones/${name}`, (_request, reply) => {
      reply.type(type).header('cache-control', 'no-cache').send(text);
    });
  }

  // A tap on a card or on the mini-program: a plain link, so that every browser lets it open.
  app.get('/phones/open/:openid', (request, reply) => {
    const person = world.people.any((request.params as { openid: string }).openid);
    if (!person) {
      reply.code(404).type('text/plain; charset=utf-8').send('没有这个人');
      return;
    }
    const query = request.query as { page?: string; delivery?: string };
    const deliveryId = query.delivery === undefined ? undefined : Number(query.delivery);
    reply.redirect(openTarget(world, person, { page: query.page, deliveryId }));
  });
}
