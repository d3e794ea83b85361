import { EntityManager, In, IsNull, Not } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities } from '../../src/database/entities.js';
import { StoreEntity } from '../../src/modules/store/persistence/store.entity.js';
import { OwnerVehicleEntity, VehicleEntity } from '../../src/modules/vehicle/persistence/vehicle.entity.js';
import { makeFindsLean } from '../../src/platform/database/lean-finds.js';
import { makeOwner, makeStore, makeVehicle } from '../support/factories.js';
import { startWorld, type World } from '../support/world.js';

const ROWS = 20;

describe('lean finds', () => {
  let world: World;
  /** TypeORM's own, beside the lean ones. */
  let own: EntityManager;
  let lean: EntityManager;

  beforeAll(async () => {
    world = await startWorld({ worker: 'none' });
    const { dataSource } = world.foundation;
    own = new EntityManager(dataSource);
    lean = new EntityManager(dataSource);
    makeFindsLean(dataSource, lean);
    const store = await makeStore(world);
    for (let cars = 0; cars < 3; cars += 1) {
      const owner = await makeOwner(world, { name: '王芳' });
      await makeVehicle(world, store.id, owner.ownerId);
    }
  });
  afterAll(() => world?.stop());

  it('give the same entities of every table as TypeORM', async () => {
    let rows = 0;
    for (const entity of entities) {
      const { primaryColumns } = world.foundation.dataSource.getMetadata(entity);
      const order = Object.fromEntries(primaryColumns.map(({ propertyName }) => [propertyName, 'ASC']));
      const [theirs, ours] = [own, lean].map((manager) => manager.find(entity, { order, take: ROWS }));
      const found = await ours;
      expect(found).toEqual(await theirs);
      for (const one of found ?? []) expect(one).toBeInstanceOf(entity);
      rows += found?.length ?? 0;
    }
    expect(rows).toBeGreaterThan(ROWS);
  });

  it('find by values, by lists, in an order, and what only TypeORM understands', async () => {
    const cars = await own.find(VehicleEntity, { order: { id: 'DESC' } });
    expect(cars.length).toBeGreaterThanOrEqual(3);
    const ids = cars.map(({ id }) => id);
    const [first = '', second = ''] = ids;
    expect(await lean.find(VehicleEntity, { where: { id: In(ids) }, order: { id: 'DESC' } })).toEqual(cars);
    expect(await lean.findOneBy(VehicleEntity, { id: first, brand: String(cars[0]?.brand) })).toEqual(
      cars[0],
    );
    expect(await lean.findOne(VehicleEntity, { where: { id: second } })).toEqual(cars[1]);
    expect(await lean.findBy(VehicleEntity, { id: In([]) })).toEqual([]);
    expect(await lean.findOneBy(VehicleEntity, { id: 'nobody' })).toBeNull();
    expect((await lean.findBy(VehicleEntity, { id: Not(first) })).map(({ id }) => id).sort()).toEqual(
      ids.slice(1).sort(),
    );
    expect(await lean.findBy(VehicleEntity, [{ id: first }, { id: second }])).toHaveLength(2);
    await own.update(OwnerVehicleEntity, { vehicleId: first }, { endedAt: new Date(0) });
    const links = { vehicleId: In([first, second]), endedAt: IsNull() };
    expect(await lean.findBy(OwnerVehicleEntity, links)).toEqual(await own.findBy(OwnerVehicleEntity, links));
    expect(await lean.findBy(OwnerVehicleEntity, links)).toHaveLength(1);
    await expect(lean.findOneBy(VehicleEntity, { id: undefined as unknown as string })).rejects.toThrow();
  });

  it('lock the row that they find, and read what their transaction has written', async () => {
    const { dataSource } = world.foundation;
    const [store] = await own.find(StoreEntity, { take: 1 });
    const id = String(store?.id);
    await dataSource.transaction(async (manager) => {
      makeFindsLean(dataSource, manager);
      const locked = await manager.findOne(StoreEntity, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      expect(locked).toEqual(store);
      // Another connection cannot have it now.
      await expect(
        own.query('SELECT id FROM store WHERE id = ? FOR UPDATE SKIP LOCKED', [id]),
      ).resolves.toEqual([]);
      await manager.update(StoreEntity, { id }, { city: '大同' });
      expect((await manager.findOneBy(StoreEntity, { id }))?.city).toBe('大同');
      expect((await lean.findOneBy(StoreEntity, { id }))?.city).toBe(store?.city);
    });
    // Outside a transaction there is nothing to lock in: TypeORM says so.
    await expect(
      lean.findOne(StoreEntity, { where: { id }, lock: { mode: 'pessimistic_write' } }),
    ).rejects.toThrow('transaction');
  });
});
