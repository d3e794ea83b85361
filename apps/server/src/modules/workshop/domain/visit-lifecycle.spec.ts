import { visitSteps } from '@cheban/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bookingStateOf,
  describeSteps,
  mayAdvance,
  mayHandOver,
  nextSteps,
  type ReachedStep,
  stepOrder,
} from './visit-lifecycle.js';

describe('visit lifecycle', () => {
  it('knows the steps of the contract in their order', () => {
    expect(stepOrder).toEqual(visitSteps);
  });

  it('lets quality check and washing be skipped, and sends back to work from quality check only', () => {
    expect(nextSteps('in_work')).toEqual(['quality_check', 'washing', 'ready']);
    expect(mayAdvance('quality_check', 'in_work')).toBe(true);
    expect(mayAdvance('washing', 'in_work')).toBe(false);
    expect(mayAdvance('ready', 'in_work')).toBe(false);
    expect(mayAdvance('checked_in', 'ready')).toBe(false);
  });

  it('reaches the end by hand-over only, and only from ready', () => {
    expect(visitSteps.filter(mayHandOver)).toEqual(['ready']);
    expect(visitSteps.some((step) => mayAdvance(step, 'handed_over'))).toBe(false);
    expect(nextSteps('handed_over')).toEqual([]);
  });

  it('whatever is tapped, work comes before ready, ready before the end, and the booking never runs back', () => {
    const bookingOrder = ['arrived', 'in_service', 'ready', 'handed_over'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...visitSteps), { maxLength: 40 }), (taps) => {
        const path: (typeof visitSteps)[number][] = ['checked_in'];
        for (const tap of taps) {
          const from = path.at(-1) ?? 'checked_in';
          if (mayAdvance(from, tap) || (tap === 'handed_over' && mayHandOver(from))) path.push(tap);
        }
        const ready = path.indexOf('ready');
        if (ready >= 0) expect(path.slice(0, ready)).toContain('in_work');
        if (path.includes('handed_over')) expect(path.slice(-2)).toEqual(['ready', 'handed_over']);
        const states = path.map((step) => bookingOrder.indexOf(bookingStateOf(step)));
        expect([...states].sort((a, b) => a - b)).toEqual(states);
      }),
    );
  });
});

describe('describeSteps', () => {
  const reached: ReachedStep[] = [
    { step: 'checked_in', at: 1, staffId: 'a' },
    { step: 'in_work', at: 2, staffId: 'a' },
    { step: 'quality_check', at: 3, staffId: 'b' },
    { step: 'in_work', at: 4, staffId: 'b' },
  ];

  it('opens later steps again when the car is sent back, and shows the latest time', () => {
    const steps = describeSteps('in_work', reached);
    expect(steps[1]).toEqual({ step: 'in_work', at: 4, staffId: 'b' });
    expect(steps[2]).toEqual({ step: 'quality_check', at: null, staffId: null });
  });

  it('leaves skipped steps empty', () => {
    const steps = describeSteps('ready', [...reached, { step: 'ready', at: 9, staffId: 'a' }]);
    expect(steps.map((entry) => entry.at)).toEqual([1, 4, 3, null, 9, null]);
  });
});
