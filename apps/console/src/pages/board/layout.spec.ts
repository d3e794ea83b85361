import type { StaffBookingView } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { axisOf, byHour, clockText, minuteAt, placeColumn } from './layout.js';

/** A booking on 2026-11-23 by clock times of Shanghai. */
const booking = (from: string, to: string) =>
  ({
    id: `${from}-${to}`,
    startsAt: new Date(`2026-11-23T${from}:00+08:00`).toISOString(),
    endsAt: new Date(`2026-11-23T${to}:00+08:00`).toISOString(),
  }) as StaffBookingView;

describe('day board', () => {
  it('spans the opening hours, whole hours, and bookings outside of them', () => {
    expect(axisOf({ opensAt: '08:30', closesAt: '17:30', bookings: [] })).toEqual({ from: 480, to: 1080 });
    expect(axisOf({ opensAt: '08:30', closesAt: '17:30', bookings: [booking('07:45', '19:10')] })).toEqual({
      from: 420,
      to: 1200,
    });
    expect(axisOf({ opensAt: '00:00', closesAt: '24:00', bookings: [] })).toEqual({ from: 0, to: 1440 });
  });

  it('puts bookings that overlap side by side and others on the full width', () => {
    const placed = placeColumn([
      booking('09:00', '10:00'),
      booking('09:30', '10:30'),
      booking('10:00', '11:00'),
      booking('13:00', '14:00'),
    ]);
    expect(placed.map(({ lane, lanes }) => [lane, lanes])).toEqual([
      [0, 2],
      [1, 2],
      [0, 2],
      [0, 1],
    ]);
  });

  it('drops on quarter hours inside the axis', () => {
    const axis = { from: 480, to: 1080 };
    expect(minuteAt(98, 1.3, axis, 60)).toBe(555);
    expect(minuteAt(-50, 1.3, axis, 60)).toBe(480);
    expect(minuteAt(9_999, 1.3, axis, 60)).toBe(1020);
    expect(clockText(555)).toBe('09:15');
  });

  it('groups by hour of Shanghai', () => {
    const groups = byHour([booking('10:15', '11:00'), booking('09:00', '10:00'), booking('10:00', '11:00')]);
    expect(groups.map(({ hour, bookings }) => [hour, bookings.length])).toEqual([
      [9, 1],
      [10, 2],
    ]);
  });
});
