import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AlertInput } from '../world/weather-desk.js';
import type { World } from '../world/world.js';
import { ControlError, controlBody, numberOf, textOf } from './control-route.js';

const COLORS = ['blue', 'yellow', 'orange', 'red'];

/** Weather warnings: issue, update and cancel. */
export function addWeatherControlRoutes(app: FastifyInstance, world: World): void {
  const idOf = (request: FastifyRequest) => (request.params as { id: string }).id;
  const found = <T>(alert: T | null): T => {
    if (!alert) throw new ControlError(404, 'no such alert');
    return alert;
  };

  app.get('/weather/alerts', () => ({ alerts: world.weather.all() }));
  app.post('/weather/alerts', (request) => {
    const body = controlBody(request);
    const color = textOf(body, 'color');
    if (!COLORS.includes(color)) throw new ControlError(400, `color is one of ${COLORS.join(', ')}`);
    return world.weather.issue({
      ...(body as AlertInput),
      lat: numberOf(body, 'lat'),
      lon: numberOf(body, 'lon'),
      typeCode: textOf(body, 'typeCode'),
      typeName: textOf(body, 'typeName'),
    });
  });
  app.put('/weather/alerts/:id', (request) =>
    found(world.weather.update(idOf(request), controlBody(request) as Partial<AlertInput>)),
  );
  app.delete('/weather/alerts/:id', (request) => found(world.weather.cancel(idOf(request))));
  app.delete('/weather/alerts', () => {
    world.weather.clear();
    return {};
  });
}
