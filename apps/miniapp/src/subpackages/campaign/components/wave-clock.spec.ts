import type { WavePulseView, WaveView } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { knownWave, phaseOf, withPulse } from './wave-clock';

const serverNow = '2026-11-22T12:00:00.000Z';
const wave = (change: Partial<WaveView>): WaveView => ({
  campaignId: 'c',
  title: '周年红包',
  subtitle: '',
  rulesText: '',
  oddsText: '100%',
  number: 1,
  state: 'coming',
  stateLabel: '未开始',
  serverNow,
  startsAt: '2026-11-22T12:30:00.000Z',
  endsAt: '2026-11-22T12:40:00.000Z',
  startsInMs: 30 * 60_000,
  packets: 10,
  prizes: [],
  ticket: null,
  noTicket: 'too_early',
  noTicketText: '',
  reminder: null,
  mine: null,
  winners: [],
  ...change,
});
/** A phone whose clock is a day behind. */
const heardMs = Date.parse(serverNow) - 86_400_000;

describe('the clock of a wave', () => {
  it('counts by the server, however wrong the phone is', () => {
    const known = knownWave(wave({}), heardMs, () => 0);
    expect(known.startsAtMs - heardMs).toBe(30 * 60_000);
    expect(phaseOf(known, heardMs)).toBe('coming');
    expect(phaseOf(known, heardMs + 30 * 60_000)).toBe('open');
  });

  it('stays open when it is renewed between two ticks of the clock of the page', () => {
    const begun = { state: 'open', serverNow: '2026-11-22T12:30:20.000Z', startsInMs: -20_000 } as const;
    const known = knownWave(wave(begun), heardMs);
    expect(phaseOf(known, heardMs - 999)).toBe('open');
  });

  it('asks for the first ticket when tickets are given, people spread over a minute', () => {
    const earliest = knownWave(wave({}), heardMs, () => 0).askAtMs ?? 0;
    const latest = knownWave(wave({}), heardMs, () => 1).askAtMs ?? 0;
    expect(earliest - heardMs).toBe(15 * 60_000);
    expect(latest - earliest).toBe(60_000);
  });

  it('asks again when the ticket wants it, and not at all when nothing will change', () => {
    const ticket = { text: 't', expiresAt: serverNow, refreshAt: '2026-11-22T12:05:00.000Z' };
    const known = knownWave(wave({ ticket, noTicket: null }), heardMs);
    expect((known.askAtMs ?? 0) - heardMs).toBe(5 * 60_000);
    expect(knownWave(wave({ noTicket: 'not_invited' }), heardMs).askAtMs).toBeNull();
  });

  it('is closed when it is stopped, over or sold out, and says who was not invited', () => {
    for (const state of ['stopped', 'over', 'sold_out'] as const)
      expect(phaseOf(knownWave(wave({ state }), heardMs), heardMs)).toBe('closed');
    expect(phaseOf(knownWave(wave({ noTicket: 'not_invited' }), heardMs), heardMs)).toBe('not_invited');
  });
});

describe('a page that waits', () => {
  const known = knownWave(wave({}), heardMs, () => 0);
  const laterMs = heardMs + 60_000;
  const pulse = (change: Partial<WavePulseView>): WavePulseView => ({
    state: 'coming',
    stateLabel: '未开始',
    serverNow: '2026-11-22T12:01:00.000Z',
    startsAt: '2026-11-22T12:30:00.000Z',
    endsAt: '2026-11-22T12:40:00.000Z',
    ...change,
  });

  it('learns that the wave was stopped or sold out', () => {
    for (const state of ['stopped', 'sold_out', 'over'] as const)
      expect(phaseOf(withPulse(known, pulse({ state }), laterMs, laterMs), laterMs)).toBe('closed');
  });

  it('counts down to another start when the wave was moved, and asks for its ticket later too', () => {
    const moved = withPulse(known, pulse({ startsAt: '2026-11-22T12:50:00.000Z' }), laterMs, laterMs);
    expect(moved.startsAtMs - known.startsAtMs).toBe(20 * 60_000);
    expect((moved.askAtMs ?? 0) - (known.askAtMs ?? 0)).toBe(20 * 60_000);
  });

  it('keeps what it knew through slow answers', () => {
    const slow = withPulse(known, pulse({}), laterMs - 900, laterMs + 2_000);
    expect(slow.startsAtMs).toBe(known.startsAtMs);
  });

  it('follows the server when the clock of the phone was put forward or back, and never starts early', () => {
    for (const jumpMs of [-7_200_000, -5_000, 5_000, 7_200_000]) {
      const [askedMs, answeredMs] = [laterMs + jumpMs - 40, laterMs + jumpMs + 40];
      const after = withPulse(known, pulse({}), askedMs, answeredMs);
      expect(after.startsAtMs - known.startsAtMs).toBe(jumpMs + 40);
    }
  });
});
