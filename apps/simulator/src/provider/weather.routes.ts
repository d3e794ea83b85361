import { createPublicKey, verify } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { alertJson } from '../world/weather-desk.js';
import type { World } from '../world/world.js';
import { type Answer, addProviderRoute } from './provider-route.js';

const TITLES: Record<number, string> = {
  400: 'Invalid Parameter',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
};

/** QWeather's warnings in force at a place. */
export function addWeatherRoutes(app: FastifyInstance, world: World): void {
  addProviderRoute(app, world, {
    api: 'weather_alerts',
    method: 'GET',
    path: '/weatheralert/v1/current/:lat/:lon',
    refuse: (status) => problem(Number(status)),
    handle: (request) => {
      if (!isAuthorised(world, String(request.headers.authorization ?? ''))) return problem(401);
      const params = request.params as { lat: string; lon: string };
      const [lat, lon] = [Number(params.lat), Number(params.lon)];
      if (!(Math.abs(lat) <= 90) || !(Math.abs(lon) <= 180)) return problem(400);
      if ([params.lat, params.lon].some((text) => !/^-?\d+(\.\d{1,2})?$/.test(text))) return problem(400);
      const alerts = world.weather.near(lat, lon);
      return JSON.stringify({
        metadata: {
          tag: `${params.lat},${params.lon}`,
          zeroResult: alerts.length === 0,
          attributions: ['模拟天气服务'],
        },
        alerts: alerts.map(alertJson),
      });
    },
  });
}

function problem(status: number): Answer {
  const title = TITLES[status] ?? 'Error';
  return {
    status: status >= 400 && status < 600 ? status : 400,
    contentType: 'application/problem+json',
    body: JSON.stringify({ error: { status, type: 'about:blank', title, detail: title } }),
  };
}

function isAuthorised(world: World, header: string): boolean {
  const { projectId, keyId, publicKeyPem } = world.options.weather;
  const [head = '', body = '', signature = ''] = header.replace(/^Bearer /, '').split('.');
  try {
    const { alg, kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, unknown>;
    const { sub, iat, exp } = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<
      string,
      unknown
    >;
    const now = world.clock.seconds();
    if (alg !== 'EdDSA' || kid !== keyId || sub !== projectId) return false;
    if (Number(exp) - Number(iat) > 86_400) return false;
    // A moved clock is the simulator's own; the client's token then looks old or early.
    if (world.clock.offsetMs === 0 && (Number(iat) > now || Number(exp) <= now)) return false;
    if (publicKeyPem === null) return signature !== '';
    const data = Buffer.from(`${head}.${body}`);
    return verify(null, data, createPublicKey(publicKeyPem), Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}
