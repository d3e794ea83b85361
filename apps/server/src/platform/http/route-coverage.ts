import { listRoutes, type Route } from '@cheban/contracts';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { RAW_POLICY, ROUTE } from './route.decorators.js';

const NEST_PATH = 'path';

/**
 * Compares the route table with the controllers: every route has exactly one handler, every handler is a route of
 * the table or names its policy. `direct`: routes that stand on Fastify itself. Returns the differences, one sentence each.
 */
export function findUncovered(
  discovery: DiscoveryService,
  scanner: MetadataScanner,
  reflector: Reflector,
  direct: readonly { route: Route }[] = [],
): string[] {
  const handlers = new Map<Route, number>(direct.map(({ route }) => [route, 1]));
  const problems: string[] = [];
  for (const wrapper of discovery.getControllers()) {
    const prototype = wrapper.metatype ? (wrapper.metatype.prototype as Record<string, () => void>) : null;
    if (!prototype) continue;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const method = prototype[name];
      if (!method || reflector.get<string | undefined>(NEST_PATH, method) === undefined) continue;
      const route = reflector.get<Route | undefined>(ROUTE, method);
      if (route) handlers.set(route, (handlers.get(route) ?? 0) + 1);
      else if (!reflector.get<string | undefined>(RAW_POLICY, method)) {
        problems.push(`${wrapper.name}.${name} handles a path but names no policy`);
      }
    }
  }
  for (const { routeId, route } of listRoutes()) {
    const count = handlers.get(route) ?? 0;
    if (count === 0) problems.push(`Route ${routeId} has no handler`);
    if (count > 1) problems.push(`Route ${routeId} has ${count} handlers`);
    handlers.delete(route);
  }
  for (const route of handlers.keys())
    problems.push(`${route.method} ${route.path} is handled but not in the route table`);
  return problems;
}
