import { PassThrough } from 'node:stream';
import type { LiveEvent } from '@cheban/contracts';
import { expect, it } from 'vitest';
import type { StaffActor, StaffSessions } from '../../../platform/auth/index.js';
import type { Clock } from '../../../platform/clock/index.js';
import type { Live } from '../../../platform/live/index.js';
import { LiveStreams } from './live-streams.js';

const actor = (sessionId: string): StaffActor => ({
  ...{ kind: 'staff', sessionId, staffId: 's', name: '', role: 'advisor', storeIds: ['a'] },
});
const event: LiveEvent = { topic: 'case', storeId: 'a', id: 'x', notice: '长'.repeat(2_000) };

function desk() {
  const listeners = new Set<(event: LiveEvent) => void>();
  const live = {
    watch: (_: unknown, listener: (event: LiveEvent) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const clock = { now: () => 0 };
  const sessions = {};
  const streams = new LiveStreams(live as unknown as Live, sessions as StaffSessions, clock as Clock);
  const open = (sessionId: string) => {
    const stream = new PassThrough();
    streams.open(actor(sessionId), stream);
    return stream;
  };
  const tell = async () => {
    for (const listener of listeners) listener(event);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { open, tell, listeners };
}

it('drops who does not read, and keeps who does', async () => {
  const { open, tell, listeners } = desk();
  const silent = open('one');
  const reads = open('two').resume();
  for (let told = 0; told < 100; told += 1) await tell();
  expect([silent.destroyed, reads.destroyed]).toEqual([true, false]);
  expect(listeners.size).toBe(1);
  reads.destroy();
});

it('ends the oldest stream of a log-in that opens too many, and nobody else’s', async () => {
  const { open, tell, listeners } = desk();
  const other = open('other').resume();
  const mine = Array.from({ length: 25 }, () => open('one').resume());
  await tell();
  expect(mine.map(({ destroyed }) => destroyed)).toEqual(mine.map((_, turn) => turn < 5));
  expect([other.destroyed, listeners.size]).toEqual([false, 21]);
  for (const stream of [other, ...mine]) stream.destroy();
});
