import type { FastifyInstance } from 'fastify';
import { FAULT_MODES, type Fault, type FaultMode, isApiName } from '../world/faults.js';
import type { World } from '../world/world.js';
import { ControlError, controlBody, controlQuery, type Json } from './control-route.js';

/** Fault switches and call counters. */
export function addFaultRoutes(app: FastifyInstance, world: World): void {
  app.get('/faults', () => world.faults.list());
  app.put('/faults/:api', (request) => {
    const { api } = request.params as { api: string };
    if (!isApiName(api)) throw new ControlError(404, `no API ${api}`);
    world.faults.set(api, readFault(controlBody(request)));
    return world.faults.list();
  });
  app.delete('/faults', () => {
    world.faults.clear();
    return {};
  });

  app.get('/calls', (request) => {
    const { api } = controlQuery(request);
    const calls = world.faults.calls();
    if (api === undefined) return calls;
    if (!isApiName(api)) throw new ControlError(404, `no API ${api}`);
    return calls[api];
  });
  app.delete('/calls', () => {
    world.faults.resetCalls();
    return {};
  });
}

function readFault(body: Json): Fault {
  const mode = body.mode as FaultMode;
  if (!FAULT_MODES.includes(mode)) throw new ControlError(400, `mode is one of ${FAULT_MODES.join(', ')}`);
  const { errcode, delayMs, times, probability } = body;
  if (mode.startsWith('errcode') && typeof errcode !== 'number' && typeof errcode !== 'string') {
    throw new ControlError(400, `mode ${mode} needs an errcode`);
  }
  for (const [name, value] of Object.entries({ delayMs, times, probability })) {
    if (value !== undefined && !(typeof value === 'number' && value >= 0)) {
      throw new ControlError(400, `${name} must be a number from 0`);
    }
  }
  if (times === 0) return { mode: 'none' };
  return { mode, errcode, delayMs, times, probability } as Fault;
}
