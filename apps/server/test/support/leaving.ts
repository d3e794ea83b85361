import { setTimeout as pause } from 'node:timers/promises';
import { DAY_MS } from '@cheban/kernel';
import { eraseOwnersJob } from '../../src/modules/privacy/index.js';
import type { TestOwner } from './factories.js';
import { travel } from './shop.js';
import type { World } from './world.js';

/** Asks for a code and reads it from the phone. */
export async function codeFor(world: World, owner: TestOwner): Promise<string> {
  await travel(world, 61_000);
  await owner.client.privacy.sendCode();
  const said = await world.phones.deliveries(owner.openid);
  const text = JSON.stringify(said.find(({ channel }) => channel === 'sms') ?? said);
  return /"(\d{6})"|[^\d](\d{6})[^\d]/.exec(text)?.slice(1).find(Boolean) ?? '';
}

export async function askToLeave(world: World, owner: TestOwner): Promise<void> {
  await owner.client.privacy.askErasure({ body: { code: await codeFor(world, owner), understood: true } });
}

/** Somebody whose time to change their mind is over: the next run of the job deletes them. */
export async function leaves(world: World, owner: TestOwner): Promise<void> {
  await askToLeave(world, owner);
  await travel(world, 3 * DAY_MS);
  await world.rows("UPDATE session SET access_until = '2030-01-01'");
}

export async function isGone(world: World, { ownerId }: TestOwner): Promise<boolean> {
  const rows = await world.rows("SELECT 1 FROM erasure_request WHERE owner_id = ? AND state = 'done'", [
    ownerId,
  ]);
  return rows.length === 1;
}

/**
 * Starts the deletion of somebody and comes back once it is over or waits for a lock. Given back is what waits until they
 * are gone: to be called when nothing holds them any more.
 */
export async function startDeletion(world: World, owner: TestOwner): Promise<() => Promise<void>> {
  let isOver = false;
  const run = world.run(eraseOwnersJob).finally(() => {
    isOver = true;
  });
  const waiting = () =>
    world.rows(
      `SELECT 1 FROM information_schema.innodb_trx t JOIN information_schema.processlist p
         ON p.id = t.trx_mysql_thread_id WHERE t.trx_state = 'LOCK WAIT' AND p.db = DATABASE()`,
    );
  // What this table shows is taken anew only when nobody has asked for a tenth of a second.
  while (!isOver && (await waiting()).length === 0) await pause(150);
  return async () => {
    await run;
    // It gives up after some seconds, and the next run tries again.
    if (!(await isGone(world, owner))) await world.run(eraseOwnersJob);
    if (!(await isGone(world, owner))) throw new Error('A person who could not be deleted');
  };
}
