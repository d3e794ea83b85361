import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PayRefusal } from '../pay/pay-desk.js';
import type { Odd } from '../pay/pay-notices.js';
import { applySettings } from '../world/settings.js';
import type { World } from '../world/world.js';
import { ControlError, controlBody, numberOf, textOf } from './control-route.js';

/** What owners do in WeChat's own windows (pay, take money), the merchant's purse, and notices. */
export function addPayControlRoutes(app: FastifyInstance, world: World): void {
  const { orders, transfers, notices } = world.pay;
  const number = (request: FastifyRequest) => (request.params as { number: string }).number;
  const asked = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (error instanceof PayRefusal) throw new ControlError(error.status, `${error.code} ${error.message}`);
      throw error;
    }
  };

  app.get('/pay', () => ({
    ...orders.books(),
    bills: transfers.all(),
    balanceFen: transfers.balanceFen,
    earnedFen: orders.earnedFen,
    received: Object.fromEntries(transfers.received),
    notices: notices.recent(),
  }));
  // What a merchant has after signing up with WeChat Pay: the dev set-up takes it over.
  app.get('/pay/keys', () => {
    const { options, keys, apiV3Key } = world.pay.keys;
    return {
      merchantId: options.merchantId,
      merchantSerial: options.merchantSerial,
      merchantPrivatePem: keys.merchantPrivatePem,
      platformSerial: options.platformSerial,
      platformPublicPem: keys.platformPublicPem,
      apiV3Key,
    };
  });
  app.post('/pay/orders/:number/pay', (request) => asked(() => orders.pay(number(request))));
  app.post('/pay/bills/:number/confirm', (request) => asked(() => transfers.confirm(number(request))));
  app.put('/pay/balance', (request) => {
    const body = controlBody(request);
    if (body.maxFen !== undefined) transfers.maxFen = numberOf(body, 'maxFen');
    if (body.balanceFen !== undefined) transfers.balanceFen = numberOf(body, 'balanceFen');
    if (body.topUpFen !== undefined) transfers.topUp(numberOf(body, 'topUpFen'));
    return { balanceFen: transfers.balanceFen, maxFen: transfers.maxFen };
  });
  app.put('/pay/notices', (request) => {
    const refused = applySettings(notices.settings, controlBody(request));
    if (refused.length > 0) throw new ControlError(400, `unknown or of another type: ${refused.join(', ')}`);
    return notices.settings;
  });
  app.post('/pay/notices/release', async () => {
    notices.release();
    await notices.idle();
    return {};
  });
  app.post('/pay/notices/flush', async () => {
    transfers.expire();
    await notices.idle();
    return { notices: notices.recent() };
  });
  app.post('/pay/notices/craft', async (request) => {
    const body = controlBody(request);
    const { content = {}, odd = {} } = body as { content?: object; odd?: Odd };
    const notice = {
      url: textOf(body, 'url'),
      event: textOf(body, 'event'),
      originalType: textOf(body, 'originalType'),
      copies: body.copies === undefined ? 1 : numberOf(body, 'copies'),
      content: content as Record<string, unknown>,
      ...(typeof body.id === 'string' ? { id: body.id } : {}),
    };
    return { statuses: await notices.craft(notice, odd) };
  });
  app.post('/pay/probe', async (request) => ({
    status: await notices.probe(textOf(controlBody(request), 'url')),
  }));
}
