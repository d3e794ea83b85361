import type { ActivityView, FormField } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { firstSession, givenAnswers, missingAnswer, mostGuests, toggled } from './answers';

const field = (key: string, required: boolean): FormField => ({
  key,
  label: key,
  type: 'text',
  required,
  options: [],
});
const session = (id: string, change: object = {}) =>
  ({
    id,
    choice: 'none',
    mine: null,
    maxGuests: 3,
    seatsLeft: 10,
    ...change,
  }) as ActivityView['sessions'][number];

describe('the sign-up form', () => {
  it('wants required answers only, and emptied ones count as none', () => {
    const fields = [field('name', true), field('wish', false)];
    expect(missingAnswer(fields, { wish: 'x' })?.key).toBe('name');
    expect(missingAnswer(fields, { name: '' })?.key).toBe('name');
    expect(missingAnswer(fields, { name: '王' })).toBeNull();
    expect(missingAnswer([field('yes', true)], { yes: false })).toBeNull();
    expect(givenAnswers({ a: '', b: [], c: 0 })).toEqual({ c: 0 });
  });

  it('chooses and unchooses', () => {
    expect(toggled(undefined, '甲')).toEqual(['甲']);
    expect(toggled(['甲', '乙'], '甲')).toEqual(['乙']);
  });
});

describe('sessions', () => {
  it('open with mine, then one with seats, then one to wait for', () => {
    const [none, wait, free] = [
      session('n'),
      session('w', { choice: 'wait' }),
      session('f', { choice: 'sign_up' }),
    ];
    expect(firstSession([none, wait, free])?.id).toBe('f');
    expect(firstSession([none, wait])?.id).toBe('w');
    expect(firstSession([free, session('m', { mine: { id: 'x', state: 'going' } })])?.id).toBe('m');
    expect(firstSession([])).toBeNull();
  });

  it('let no more guests in than there are seats beside one’s own', () => {
    expect(mostGuests(session('s', { choice: 'sign_up', seatsLeft: 2 }))).toBe(1);
    expect(mostGuests(session('s', { choice: 'sign_up', seatsLeft: 9 }))).toBe(3);
    expect(mostGuests(session('s', { choice: 'wait', seatsLeft: 0 }))).toBe(3);
  });
});
