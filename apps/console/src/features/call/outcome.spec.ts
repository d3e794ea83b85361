import { followUpOutcomes } from '@cheban/contracts/constants';
import { describe, expect, it } from 'vitest';
import { attemptOf, mayNoteBooking, outcomeOrder } from './outcome.js';

describe('outcome of a call', () => {
  it('has a button for every outcome', () => {
    expect([...outcomeOrder].sort()).toEqual([...followUpOutcomes].sort());
  });
  it('is not sent while something is missing', () => {
    expect(attemptOf('call_back', {}, 0, null)).toBeNull();
    expect(attemptOf('done_elsewhere', { on: '2026-11-20' }, 0, null)).toBeNull();
    expect(attemptOf('complaint', { text: ' 吵 ' }, 0, null)).toBeNull();
  });
  it('carries only what belongs to the outcome, and the tries seen', () => {
    const fields = {
      note: ' 明天再说 ',
      nextAt: '2026-11-23T02:00:00.000Z',
      days: 7 as const,
      on: '2026-11-20',
      reason: 'price' as const,
      text: '等太久',
    };
    expect(attemptOf('reached', fields, 2, 'B')).toEqual({ outcome: 'reached', seen: 2, note: '明天再说' });
    expect(attemptOf('booked', fields, 0, 'B')).toEqual({
      outcome: 'booked',
      seen: 0,
      note: '明天再说',
      bookingId: 'B',
    });
    expect(attemptOf('booked', {}, 0, null)).toEqual({ outcome: 'booked', seen: 0, note: '' });
    expect(attemptOf('later', {}, 0, null)).toMatchObject({ days: 30 });
    expect(attemptOf('complaint', fields, 0, null)).toMatchObject({ level: 'normal', text: '等太久' });
    expect(attemptOf('call_back', fields, 0, null)).toMatchObject({ nextAt: fields.nextAt });
  });
  it('of a talk needs a score, and words where a complaint is opened', () => {
    expect(attemptOf('met', { improve: '快一点' }, 0, null)).toBeNull();
    expect(attemptOf('met', { satisfaction: 4, complain: true, text: ' ' }, 0, null)).toBeNull();
    expect(attemptOf('met', { satisfaction: 4, complain: true, improve: ' 慢 ' }, 0, null)).toBeNull();
    expect(attemptOf('put_off', {}, 0, null)).toBeNull();
    expect(attemptOf('met', { satisfaction: 9, text: '没有勾选' }, 1, null)).toEqual({
      outcome: 'met',
      answers: { satisfaction: 9, improve: '', other: '' },
      seen: 1,
      note: '',
    });
    expect(attemptOf('met', { satisfaction: 3, complain: true, text: '等太久' }, 0, null)).toMatchObject({
      complaint: { level: 'normal', text: '等太久' },
    });
  });
  it('lets the words of a talk be written down after its booking ended the task', () => {
    expect(mayNoteBooking({ state: 'cancelled', bookingId: 'B' })).toBe(true);
    expect(mayNoteBooking({ state: 'cancelled', bookingId: null })).toBe(false);
    expect(mayNoteBooking({ state: 'done', bookingId: 'B' })).toBe(false);
  });
});
