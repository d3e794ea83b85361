import { Injectable } from '@nestjs/common';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findSchemaDrift } from '../../../src/database/data-source.js';
import { BootRefused, lay } from '../../../src/foundation.js';
import { Leases, type Tx } from '../../../src/platform/database/index.js';
import { defineJob, JobHandlerFor, JobQueues, WorkerHost } from '../../../src/platform/queue/index.js';
import { call } from '../../support/clients.js';
import { makeOwner, makeStaff, makeStore, makeVehicle } from '../../support/factories.js';
import { createSchema, startWorld, type World } from '../../support/world.js';

describe('platform', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.stop());

  describe('schema', () => {
    it('is the same in migrations and entities, and a difference would be seen', async () => {
      expect(await findSchemaDrift(world.config.databaseUrl)).toEqual([]);
      await world.rows(
        'ALTER TABLE lease MODIFY holder varchar(61) CHARACTER SET ascii COLLATE ascii_bin NOT NULL',
      );
      expect(await findSchemaDrift(world.config.databaseUrl)).not.toEqual([]);
      await world.rows(
        'ALTER TABLE lease MODIFY holder varchar(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL',
      );
    });
  });

  describe('boot', () => {
    const refusal = (config: World['config']) =>
      lay(config, 'test').then(
        () => 'booted',
        (error: Error) => (error instanceof BootRefused ? error.message : `crashed: ${error.stack}`),
      );

    it('refuses a database that would lose rare characters, and says how to mend it', async () => {
      const schema = await createSchema();
      const connection = await createConnection(schema.url);
      await connection.query('ALTER DATABASE CHARACTER SET latin1');
      await connection.end();
      expect(await refusal({ ...world.config, databaseUrl: schema.url })).toMatch(
        /ALTER DATABASE .* utf8mb4/,
      );
      await schema.drop();
    });

    it('refuses a Redis that may drop jobs, and says how to mend it', async () => {
      await world.foundation.redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
      try {
        expect(await refusal(world.config)).toMatch(/allkeys-lru.*maxmemory-policy noeviction/s);
      } finally {
        await world.foundation.redis.config('SET', 'maxmemory-policy', 'noeviction');
      }
    });

    it('refuses to go on without a database or Redis, in one sentence', async () => {
      expect(await refusal({ ...world.config, databaseUrl: 'mysql://a:b@127.0.0.1:1/none' })).toMatch(
        /DATABASE_URL/,
      );
      expect(await refusal({ ...world.config, redisUrl: 'redis://127.0.0.1:1/0' })).toMatch(/REDIS_URL/);
    });
  });

  describe('jobs', () => {
    const orphan = defineJob({ name: 'test.orphan', queue: 'long', payload: z.strictObject({}) });

    it('do not boot without a handler, or with two', () => {
      const host = world.worker?.get(WorkerHost);
      expect(() => host?.collect([orphan])).toThrow('Jobs without a handler: test.orphan');

      @Injectable()
      @JobHandlerFor(orphan)
      class One {
        async run(): Promise<void> {}
      }
      @Injectable()
      @JobHandlerFor(orphan)
      class Two {
        async run(): Promise<void> {}
      }
      const wrap = (type: new () => object) => ({ metatype: type, instance: new type() });
      const doubled = Object.create(host ?? null) as WorkerHost;
      Object.assign(doubled, {
        discovery: { getProviders: () => [wrap(One), wrap(Two)] },
        handlers: new Map(),
      });
      expect(() => doubled.collect([orphan])).toThrow('Job test.orphan has two handlers');
    });

    it('refuse a payload of the wrong shape when they are enqueued', async () => {
      await expect(world.get(JobQueues).add(orphan, { surplus: 1 } as never)).rejects.toThrow();
    });
  });

  describe('a part of a transaction', () => {
    const write = (tx: Tx, name: string) =>
      tx.query("INSERT INTO lease (name, holder, until_at) VALUES (?, '', '1970-01-02')", [name]);
    const written = async () =>
      (
        await world.rows<{ name: string }>("SELECT name FROM lease WHERE name LIKE 'part.%' ORDER BY name")
      ).map(({ name }) => name);

    it('that fails takes back what it wrote and wanted to say, and nothing else', async () => {
      const said: string[] = [];
      const tell = (tx: Tx, name: string) => tx.afterCommit(() => void said.push(name));
      await world.uow.run(async (tx) => {
        await write(tx, 'part.before');
        tell(tx, 'before');
        for (const name of ['good', 'bad', 'last'])
          await world.uow
            .part(async (inner) => {
              await write(inner, `part.${name}`);
              tell(inner, name);
              if (name === 'bad') throw new Error('this one not');
            })
            .catch((error: Error) => expect(error.message).toBe('this one not'));
      });
      expect(await written()).toEqual(['part.before', 'part.good', 'part.last']);
      expect(said).toEqual(['before', 'good', 'last']);
    });

    it('is a transaction of its own where none runs', async () => {
      const work = world.uow.part(async (tx) => {
        await write(tx, 'part.alone');
        throw new Error('this one not');
      });
      await expect(work).rejects.toThrow('this one not');
      expect(await written()).not.toContain('part.alone');
    });
  });

  describe('leases', () => {
    it('go to one of many, and to the next after their time', async () => {
      const leases = world.get(Leases);
      const takers = await Promise.all(
        Array.from({ length: 10 }, (_, index) => leases.take('test.lease', 1_000, `holder-${index}`)),
      );
      expect(takers.filter(Boolean)).toHaveLength(1);
      expect(await leases.take('test.lease', 1_000, 'late')).toBe(false);
      world.clock.advance(1_001);
      expect(await leases.take('test.lease', 1_000, 'late')).toBe(true);
    });
  });

  describe('personal data', () => {
    it('stands nowhere in clear: tables, Redis, idempotent answers', async () => {
      const phone = '13987654321';
      const store = await makeStore(world, { code: 'S7' });
      await makeStaff(world, 'advisor', [store.id], 'canary-advisor');
      const owner = await makeOwner(world, { phone });
      const car = await makeVehicle(world, store.id, owner.ownerId);
      const slots = await owner.client.booking.prefill({ query: {} });
      const booked = await call(world.api, 'POST', '/owner/bookings', {
        token: owner.token,
        headers: { 'idempotency-key': 'canary-booking-1' },
        body: {
          vehicleId: car.id,
          storeId: store.id,
          serviceId: store.services.service,
          startsAt: slots.slots.firstFreeAt,
          advisorId: null,
          note: '',
        },
      });
      expect(JSON.stringify(booked.body)).toContain(car.plate);
      await world.settle();
      const canaries = [phone, car.plate, car.vin, owner.openid, owner.oaOpenid];
      const tables = await world.rows<{ name: string }>(
        'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
      );
      const found: string[] = [];
      for (const { name } of tables) {
        const text = JSON.stringify(await world.rows(`SELECT * FROM \`${name}\``));
        for (const canary of canaries) if (text.includes(canary)) found.push(`${name}: ${canary}`);
      }
      for (const key of await world.foundation.redis.keys('*')) {
        const text = JSON.stringify([key, await world.foundation.redis.dump(key)]);
        for (const canary of canaries) if (text.includes(canary)) found.push(`redis ${key}: ${canary}`);
      }
      expect(found).toEqual([]);
    });
  });
});
