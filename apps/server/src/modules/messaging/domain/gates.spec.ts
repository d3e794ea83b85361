import { businessDate, DEFAULT_QUIET_HOURS, isQuiet } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capOf, type GateInput, passGates } from './gates.js';

const quiet = DEFAULT_QUIET_HOURS;
const YEAR_2026 = Date.parse('2026-01-01T00:00:00Z');
const instant = fc.integer({ min: YEAR_2026, max: YEAR_2026 + 365 * 86_400_000 });
const messageClass = fc.constantFrom('service' as const, 'care' as const, 'marketing' as const);
const input = (change: Partial<GateInput>): GateInput => ({
  class: 'care',
  now: Date.parse('2026-11-18T02:00:00Z'),
  expiresAt: Date.parse('2026-11-25T02:00:00Z'),
  untrue: null,
  refused: null,
  leaving: false,
  quiet,
  ...change,
});

describe('gates', () => {
  it('ends in the order expired, untrue, consent', () => {
    const late = input({ expiresAt: input({}).now, untrue: '已预约', refused: '车主已关闭' });
    expect(passGates(late)).toMatchObject({ do: 'end', state: 'expired' });
    expect(passGates(input({ untrue: '已预约', refused: '车主已关闭' }))).toEqual({
      do: 'end',
      state: 'suppressed',
      why: '已预约',
    });
    expect(passGates(input({ refused: '车主已关闭' }))).toMatchObject({ do: 'end', state: 'suppressed' });
    expect(passGates(input({ refused: '车主已关闭', class: 'service' }))).toEqual({ do: 'go' });
    expect(passGates(input({}))).toEqual({ do: 'go' });
  });

  it('keeps what is for somebody who is leaving until the next morning, and never beyond its time', () => {
    const now = Date.parse('2026-11-18T02:00:00Z');
    const verdict = passGates(input({ leaving: true }));
    expect(verdict).toMatchObject({ do: 'hold', until: Date.parse('2026-11-19T00:30:00Z') });
    expect(verdict).toHaveProperty('why', expect.stringContaining('注销'));
    const hour = now + 3_600_000;
    expect(passGates(input({ leaving: true, expiresAt: hour }))).toMatchObject({ do: 'hold', until: hour });
    expect(passGates(input({ leaving: true, untrue: '已预约' }))).toMatchObject({ do: 'end' });
    expect(passGates(input({ leaving: true, expiresAt: now }))).toMatchObject({ state: 'expired' });
  });

  it('lets care and marketing out only outside the quiet hours, and defers to a moment outside them', () => {
    fc.assert(
      fc.property(messageClass, instant, (kind, now) => {
        const verdict = passGates(input({ class: kind, now, expiresAt: now + 1 }));
        if (kind === 'service') return verdict.do === 'go';
        if (verdict.do === 'go') return !isQuiet(now, quiet);
        return (
          verdict.do === 'hold' &&
          isQuiet(now, quiet) &&
          !isQuiet(verdict.until, quiet) &&
          verdict.until > now &&
          verdict.until - now <= 12 * 3_600_000
        );
      }),
    );
  });

  it('counts care by day and marketing by week, and the next period is never the same one', () => {
    fc.assert(
      fc.property(fc.constantFrom('care' as const, 'marketing' as const), instant, (kind, now) => {
        const cap = capOf(kind, now, quiet);
        if (cap === null) return false;
        const next = capOf(kind, cap.nextAt, quiet);
        return cap.nextAt > now && next?.period !== cap.period && !isQuiet(cap.nextAt, quiet);
      }),
    );
    expect(capOf('service', YEAR_2026, quiet)).toBeNull();
    // Wednesday and Sunday of one week share a period; Monday starts the next.
    const week = (text: string) => capOf('marketing', Date.parse(text), quiet)?.period;
    expect(week('2026-11-18T02:00:00Z')).toBe('marketing:2026-11-16');
    expect(week('2026-11-22T15:59:59Z')).toBe('marketing:2026-11-16');
    expect(week('2026-11-22T16:00:00Z')).toBe('marketing:2026-11-23');
  });

  it('gives two instants of one business day the same care period', () => {
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        const same = businessDate(a) === businessDate(b);
        return (capOf('care', a, quiet)?.period === capOf('care', b, quiet)?.period) === same;
      }),
    );
  });
});
