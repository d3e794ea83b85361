import type { FastifyInstance } from 'fastify';
import { deliveryView } from '../world/inbox.js';
import type { World } from '../world/world.js';
import { ControlError, controlQuery } from './control-route.js';

const TICK_MS = 300;
const NAMED = 200;

/** What reached the phones, asked for and live. */
export function addDeliveryRoutes(app: FastifyInstance, world: World): void {
  const keyOf = (query: Record<string, string | undefined>): string | undefined => {
    if (query.phone) return world.phoneKey(query.phone);
    if (!query.openid) return undefined;
    const person = world.people.any(query.openid);
    if (!person) throw new ControlError(404, `nobody has the openid ${query.openid}`);
    return person.openid;
  };

  app.get('/deliveries', (request) => {
    const query = controlQuery(request);
    const limit = Math.min(1000, Number(query.limit) || 200);
    const key = keyOf(query);
    const channel = query.channel;
    const phones = key === undefined ? world.inbox.recentPhones().slice(0, limit) : [key];
    const deliveries = phones
      .flatMap((phoneKey) => world.inbox.of(phoneKey).map((delivery) => ({ phoneKey, delivery })))
      .filter(({ delivery }) => channel === undefined || delivery.channel === channel)
      .sort((a, b) => b.delivery.id - a.delivery.id)
      .slice(0, limit)
      .map(({ phoneKey, delivery }) => ({
        ...deliveryView(delivery, world.templates.get(delivery.templateId)),
        ...(phoneKey.startsWith('phone:')
          ? { openid: null, phone: phoneKey.slice(6) }
          : { openid: phoneKey, phone: world.people.mini(phoneKey)?.phone ?? null }),
      }));
    return { deliveries };
  });

  app.delete('/deliveries', (request) => {
    world.inbox.clear(keyOf(controlQuery(request)));
    return { cleared: true };
  });

  // Server-sent events: which phones got something, gathered for a moment so that a wave does not flood pages.
  app.get('/events', (request, reply) => {
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    stream.write(': hello\n\n');
    const changed = new Set<string>();
    const off = world.inbox.onDelivery((phoneKey) => {
      if (changed.size < NAMED) changed.add(phoneKey);
    });
    const timer = setInterval(() => {
      if (changed.size === 0) return;
      stream.write(`event: deliveries\ndata: ${JSON.stringify({ openids: [...changed] })}\n\n`);
      changed.clear();
    }, TICK_MS);
    request.raw.on('close', () => {
      clearInterval(timer);
      off();
    });
  });
}
