import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../platform/clock/index.js';
import type { Tx, UnitOfWork } from '../../../platform/database/index.js';
import type { StoreCatalog } from '../../store/index.js';
import type { RuleTable } from '../domain/rule-sets.js';
import type { CareRoundRepository } from '../persistence/care-round.repository.js';
import { PlanRounds } from './plan-rounds.usecase.js';

/** A round over cars `a`, `b`, … of one piece each, that fails at one of them. */
function roundOf(letters: string, failsAt = '') {
  const planned: string[] = [];
  const uow = { run: (work: (tx: Tx) => unknown) => work({} as Tx) } as unknown as UnitOfWork;
  const rounds = {
    writeDays: async () => [],
    stopOutdated: async () => {},
    endOf: async (after: string) => {
      const upTo = letters[letters.indexOf(after) + (after === '' ? 0 : 1)];
      return upTo === undefined ? null : { upTo, cars: 10 };
    },
    plan: async (_tx: Tx, _plans: unknown, range: { after: string; upTo: string }) => {
      await Promise.resolve();
      if (range.upTo === failsAt) throw new Error(`no ${failsAt}`);
      planned.push(`${range.after}-${range.upTo}`);
    },
  } as unknown as CareRoundRepository;
  const stores = { all: async () => [] } as unknown as StoreCatalog;
  const clock = { now: () => 0, today: () => '2027-01-12' } as Clock;
  const round = new PlanRounds(uow, rounds, stores, clock, { planLanes: 2 });
  const run = (alive = async () => {}) => round.everyCar({} as RuleTable, alive);
  return { run, planned };
}

describe('a round over every car', () => {
  it('plans each piece once, whichever lane takes it', async () => {
    const { run, planned } = roundOf('abcdefg');
    expect(await run()).toBe(70);
    expect(planned.sort()).toEqual(['-a', 'a-b', 'b-c', 'c-d', 'd-e', 'e-f', 'f-g']);
  });

  it('tells the error of a piece, and takes no more than those already begun', async () => {
    const { run, planned } = roundOf('abcdefg', 'c');
    await expect(run()).rejects.toThrow('no c');
    expect(planned).not.toContain('e-f');
  });

  it('ends when another process has taken the round over', async () => {
    const { run, planned } = roundOf('abcdefg');
    const taken = async () => {
      throw new Error('Another process plans');
    };
    await expect(run(taken)).rejects.toThrow('Another process plans');
    expect(planned.length).toBeLessThanOrEqual(2);
  });
});
