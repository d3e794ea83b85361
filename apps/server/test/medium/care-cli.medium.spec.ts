import { addDays } from '@cheban/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { careCommand } from '../../src/care-command.js';
import { MovableClock } from '../../src/platform/clock/index.js';
import { makeOwner, makeStore, makeVehicle, type TestStore } from '../support/factories.js';
import { installTemplates } from '../support/sending.js';
import { NOON, startWorld, type World } from '../support/world.js';

const DAY = 86_400_000;
const TODAY = '2026-11-18';
let world: World;
let store: TestStore;

beforeAll(async () => {
  world = await startWorld();
  store = await makeStore(world);
  await installTemplates(world);
});
afterAll(async () => {
  await world?.stop();
});

interface Preview {
  told: { owner: string; kinds: string[]; channel: string; at: string; text: string }[];
  held: { owner: string; reason: string }[];
}

describe('the command line of care', () => {
  it('walks a movable clock forward and has told by then what it showed before', async () => {
    const clock = new MovableClock();
    clock.moveTo(NOON);
    const foundation = { ...world.foundation, clock };
    const owner = await makeOwner(world, { name: '命令行' });
    const { id } = await makeVehicle(world, store.id, owner.ownerId, {
      lastServiceOn: '2026-11-08',
      soldOn: '2022-05-06',
    });
    await world.rows("UPDATE vehicle SET `use` = 'other', insurance_expires_on = ? WHERE id = ?", [
      addDays(TODAY, 62),
      id,
    ]);
    await careCommand(foundation, ['run', '--until', new Date(NOON + 60_000).toISOString()]);
    const shown = (await careCommand(foundation, [
      'preview',
      '--on',
      addDays(TODAY, 2),
      '--store',
      store.code,
      '--json',
    ])) as Preview;
    expect(shown.told).toMatchObject([
      { owner: '命令行', kinds: ['insurance_due'], channel: 'official_account' },
    ]);
    const walked = await careCommand(foundation, ['run', '--until', new Date(NOON + 2 * DAY).toISOString()]);
    expect(walked).toMatchObject({ sent: 1 });
    const said = await world.rows<{ body: string; sentAt: Date }>(
      'SELECT body, sent_at AS sentAt FROM message WHERE vehicle_id = ?',
      [id],
    );
    expect(said.map(({ body }) => body)).toEqual(shown.told.map(({ text }) => text));
    expect(said[0]?.sentAt.toISOString().slice(0, 16)).toBe(shown.told[0]?.at.slice(0, 16));
  });

  it('refuses to move the clock of a copy that lives in real time, days beyond the plan and unknown stores', async () => {
    const later = new Date(NOON + DAY).toISOString();
    await expect(careCommand(world.foundation, ['run', '--until', later])).rejects.toThrow('cannot be moved');
    const ask = (on: string, code: string) =>
      careCommand(world.foundation, ['preview', '--on', on, '--store', code]);
    await expect(ask(addDays(TODAY, 60), store.code)).rejects.toThrow('plan reaches');
    await expect(ask(TODAY, 'NONE')).rejects.toThrow('no store');
  });
});
