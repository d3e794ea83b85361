import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Config } from '../../../platform/config/index.js';
import type { UnitOfWork } from '../../../platform/database/index.js';
import type { MerchantRepository } from '../persistence/merchant.repository.js';
import { SimulatedMerchant } from './simulated-merchant.js';

describe('merchant account of the simulator', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.close();
  });

  it('lets nobody pass who asks while its keys are being kept', async () => {
    server = createServer((_, answer) => {
      answer.end(JSON.stringify({ merchantId: '1900000109', merchantPrivatePem: 'key', apiV3Key: 'v3' }));
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const simulatorUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    let keep = () => {};
    const kept = new Promise<void>((resolve) => {
      keep = resolve;
    });
    let looking = () => {};
    const looked = new Promise<void>((resolve) => {
      looking = resolve;
    });
    const done: string[] = [];
    const merchants = {
      all: async () => [],
      save: async () => {
        looking();
        await kept;
        done.push('kept');
      },
    } as unknown as MerchantRepository;
    const uow = { run: (work: (tx: unknown) => Promise<unknown>) => work({}) } as unknown as UnitOfWork;
    const account = new SimulatedMerchant(merchants, uow, { simulatorUrl } as Config);

    const first = account.prepare().then(() => done.push('first'));
    await looked;
    const second = account.prepare().then(() => done.push('second'));
    await new Promise((resolve) => setImmediate(resolve));
    keep();
    await Promise.all([first, second]);
    expect(done[0]).toBe('kept');
    expect(done).toHaveLength(3);
  });
});
