import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { World } from '../world/world.js';
import { ControlError } from './control-route.js';
import { addDeliveryRoutes } from './delivery.routes.js';
import { addFaultRoutes } from './fault.routes.js';
import { addPayControlRoutes } from './pay-control.routes.js';
import { addPeopleRoutes } from './people.routes.js';
import { addSettingRoutes } from './setting.routes.js';
import { addWeatherControlRoutes } from './weather-control.routes.js';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** The control API below /_control: unauthenticated, so only for callers on this machine. */
export function addControlRoutes(app: FastifyInstance, world: World): void {
  app.register(
    async (control) => {
      control.addHook('onRequest', async (request) => {
        if (!isLocal(request)) throw new ControlError(403, 'the control API answers to this machine only');
      });
      control.setErrorHandler((error, _request, reply) => {
        const status = error instanceof ControlError ? error.status : 500;
        return reply.code(status).send({ error: error instanceof Error ? error.message : String(error) });
      });
      addPeopleRoutes(control, world);
      addDeliveryRoutes(control, world);
      addFaultRoutes(control, world);
      addSettingRoutes(control, world);
      addWeatherControlRoutes(control, world);
      addPayControlRoutes(control, world);
    },
    { prefix: '/_control' },
  );
}

/** From this machine, and not from a web page of another site that the browser has open. */
function isLocal(request: FastifyRequest): boolean {
  const { origin, host } = request.headers;
  return LOOPBACK.has(request.ip) && (origin === undefined || origin === `http://${host}`);
}
