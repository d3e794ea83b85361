import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../support/world.js';

describe('connections', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ worker: 'none' });
  });
  afterAll(() => world?.stop());

  // The one that initialising opens was REPEATABLE READ: a row read again after its lock was the old one, and what
  // another transaction had just written (an owner's bound phone) was overwritten.
  it('all read what is committed, the first one too, wait for locks and keep them equally long', async () => {
    const gates = 3;
    let arrived = 0;
    let open: () => void = () => {};
    const all = new Promise<void>((resolve) => {
      open = resolve;
    });
    const seen = await Promise.all(
      Array.from({ length: gates }, () =>
        world.foundation.dataSource.transaction(async (manager) => {
          const variables: { Variable_name: string; Value: string }[] = await manager.query(
            "SHOW SESSION VARIABLES WHERE Variable_name IN ('tx_isolation', 'transaction_isolation', 'innodb_lock_wait_timeout', 'idle_transaction_timeout')",
          );
          arrived += 1;
          if (arrived === gates) open();
          // Held until each has a connection of its own.
          await all;
          return variables.map(({ Value }) => Value).sort();
        }),
      ),
    );
    // MySQL does not know how to let go of a transaction that stands still.
    const [{ version = '' } = {}] = await world.rows<{ version: string }>('SELECT VERSION() AS version');
    const idle = version.includes('MariaDB') ? ['60'] : [];
    for (const values of seen) {
      const isolation = values.slice(idle.length + 1);
      expect(values).toEqual([...idle, '8', ...isolation.map(() => 'READ-COMMITTED')]);
      expect(isolation.length).toBeGreaterThan(0);
    }
  });
});
