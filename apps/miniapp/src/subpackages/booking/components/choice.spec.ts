import type { PrefillView, SlotsView } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { daysFrom, firstChoice, isPastCutOff, withDay, withHeld, withSlots } from './choice';

const nowMs = Date.parse('2026-11-21T02:20:00Z');

function slots(free: readonly string[], taken: readonly string[] = []): SlotsView {
  const on = [...new Set([...free, ...taken].map((at) => at.slice(0, 10)))].sort();
  return {
    days: on.map((day) => ({
      on: day,
      weekday: 1,
      holiday: null,
      open: true,
      freeCount: free.filter((at) => at.startsWith(day)).length,
      slots: [...free, ...taken]
        .filter((at) => at.startsWith(day))
        .sort()
        .map((startsAt) => ({ startsAt, clock: startsAt.slice(11, 16), free: free.includes(startsAt) })),
    })),
    firstFreeAt: [...free].sort()[0] ?? null,
  };
}

const prefill = (found: SlotsView) =>
  ({
    vehicleId: 'v',
    storeId: 's',
    serviceId: 'k',
    services: [
      { id: 'k', kind: 'service' },
      { id: 'q', kind: 'quick_repair' },
    ],
    advisorId: null,
    slots: found,
  }) as PrefillView;

const [early, late, next] = ['2026-11-22T01:30:00Z', '2026-11-22T06:00:00Z', '2026-11-23T01:30:00Z'] as const;

describe('what the booking page opens with', () => {
  it('is the first free slot', () => {
    expect(firstChoice(prefill(slots([late, next], [early])), nowMs)).toMatchObject({
      startsAt: late,
      on: '2026-11-22',
    });
  });

  it('is a slot of the wished day, if it has one', () => {
    const found = prefill(slots([early, next]));
    expect(firstChoice(found, nowMs, '2026-11-23').startsAt).toBe(next);
    expect(firstChoice(found, nowMs, '2026-12-30').startsAt).toBe(early);
  });

  it('is the kind of service that was advised, if the store offers it', () => {
    const found = prefill(slots([early]));
    expect(firstChoice(found, nowMs, undefined, 'quick_repair').serviceId).toBe('q');
    expect(firstChoice(found, nowMs, undefined, 'body_paint').serviceId).toBe('k');
  });

  it('has no time while nothing is free', () => {
    expect(firstChoice(prefill(slots([], [early])), nowMs)).toMatchObject({
      startsAt: null,
      on: '2026-11-22',
    });
  });
});

describe('when the slots change', () => {
  const chosen = firstChoice(prefill(slots([late, next])), nowMs);

  it('a time that is still free stays', () => {
    expect(withSlots(chosen, slots([early, late]))).toBe(chosen);
  });

  it('the same day comes before an earlier one', () => {
    expect(withSlots(chosen, slots(['2026-11-21T06:00:00Z', early], [late])).startsAt).toBe(early);
  });

  it('another day is taken when the day is full', () => {
    expect(withSlots(chosen, slots([next], [late]))).toMatchObject({ startsAt: next, on: '2026-11-23' });
  });
});

describe('when another day is looked at', () => {
  const chosen = firstChoice(prefill(slots([early, next])), nowMs);
  const nextLate = '2026-11-23T06:00:00Z';

  it('the same time of that day is chosen, so that nothing of a day out of sight is booked', () => {
    const found = slots([early, '2026-11-23T01:00:00Z', next]);
    expect(withDay(chosen, found, '2026-11-23')).toMatchObject({ on: '2026-11-23', startsAt: next });
  });

  it('its first free one if that time is taken, and nothing on a full or unknown day', () => {
    expect(withDay(chosen, slots([early, nextLate], [next]), '2026-11-23').startsAt).toBe(nextLate);
    expect(withDay(chosen, slots([early], [next]), '2026-11-23')).toMatchObject({
      on: '2026-11-23',
      startsAt: null,
    });
    expect(withDay(chosen, slots([early]), '2026-12-01').startsAt).toBeNull();
  });
});

describe('a slot held for this owner', () => {
  it('counts as free for them, though it is taken for everybody else', () => {
    const held = withHeld(slots([late], [early]), early);
    expect(held.days[0]?.slots.map(({ free }) => free)).toEqual([true, true]);
    expect(held.days[0]?.freeCount).toBe(2);
    expect(held.firstFreeAt).toBe(early);
  });

  it('changes nothing while nothing is held, or what is held is not on the page', () => {
    const found = slots([late], [early]);
    expect(withHeld(found, null)).toBe(found);
    expect(withHeld(found, next)).toBe(found);
    expect(withHeld(found, late)).toBe(found);
  });
});

describe('a time near the cut-off', () => {
  const store = { cutOffMinutes: 120 } as PrefillView['stores'][number];
  const at = (minutes: number) => new Date(nowMs + minutes * 60_000).toISOString();

  it('is past it when it starts sooner than that', () => {
    expect(isPastCutOff({ startsAt: at(119) }, store, nowMs)).toBe(true);
    expect(isPastCutOff({ startsAt: at(120) }, store, nowMs)).toBe(false);
  });

  it('is not known without a time or a store', () => {
    expect(isPastCutOff({ startsAt: null }, store, nowMs)).toBe(false);
    expect(isPastCutOff({ startsAt: at(1) }, undefined, nowMs)).toBe(false);
  });
});

describe('days from a date', () => {
  it('cross months and years', () => {
    expect(daysFrom('2026-12-30', 2)).toBe('2027-01-01');
    expect(daysFrom('2026-11-22', 0)).toBe('2026-11-22');
  });
});
