import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldAlerts, type IncomingAlert, type LiveAlert, type OpenEvent } from './weather-series.js';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-18T02:00:00.000Z');

/** A place as the tables would keep it, fed with answers of the provider. */
class Place {
  events: OpenEvent[] = [];
  live: LiveAlert[] = [];
  closed: { id: string; state: string }[] = [];
  readonly seen = new Set<string>();
  opened = 0;

  answer(alerts: readonly IncomingAlert[] | null, now: number): void {
    const change = foldAlerts({
      now,
      events: this.events,
      live: this.live,
      incoming: alerts === null ? null : alerts.filter(({ alertId }) => !this.seen.has(alertId)),
      named: new Set(alerts?.map(({ alertId }) => alertId)),
      newEvent: (alert) => {
        this.opened += 1;
        return { id: `e${this.opened}`, root: alert.alertId };
      },
    });
    for (const { alert, eventId, ended } of change.alerts) {
      this.seen.add(alert.alertId);
      if (ended === null && eventId !== null) this.live.push({ ...alert, eventId, missed: 0 });
    }
    const gone = new Set(change.ended.map(({ alertId }) => alertId));
    const missed = new Map(change.missed.map((one) => [one.alertId, one.missed]));
    this.live = this.live
      .filter(({ alertId }) => !gone.has(alertId))
      .map((alert) => ({ ...alert, missed: missed.get(alert.alertId) ?? alert.missed }));
    const next = new Map(this.events.map((event) => [event.id, event]));
    for (const event of [...change.opened, ...change.changed]) next.set(event.id, event);
    for (const { event, state } of change.closed) {
      next.delete(event.id);
      this.closed.push({ id: event.id, state });
    }
    this.events = [...next.values()];
  }
}

let last = 0;
function alert(change: Partial<IncomingAlert> = {}): IncomingAlert {
  last += 1;
  return {
    alertId: `a${last}`,
    messageType: 'alert',
    supersedes: [],
    kind: 'rain',
    rank: 2,
    typeCode: '1003',
    typeName: '暴雨',
    sender: '市气象台',
    headline: '',
    description: '',
    issuedAt: NOW + last,
    startsAt: NOW,
    endsAt: NOW + 12 * HOUR,
    ...change,
  };
}

describe('from alerts to events', () => {
  it('keeps one event through its updates and follows their level and end', () => {
    const place = new Place();
    const first = alert();
    place.answer([first], NOW);
    const second = alert({
      messageType: 'update',
      supersedes: [first.alertId],
      rank: 4,
      endsAt: NOW + 20 * HOUR,
    });
    place.answer([second], NOW + HOUR);
    expect(place.opened).toBe(1);
    expect(place.events).toMatchObject([{ id: 'e1', root: first.alertId, rank: 4, endsAt: NOW + 20 * HOUR }]);
    place.answer([alert({ messageType: 'cancel', supersedes: [second.alertId] })], NOW + 2 * HOUR);
    expect(place.closed).toEqual([{ id: 'e1', state: 'cancelled' }]);
  });

  it('joins a second station that says the same, and ends only with the last of them', () => {
    const place = new Place();
    const city = alert();
    const district = alert({ sender: '区气象台', rank: 3 });
    place.answer([city, district], NOW);
    expect(place.events).toMatchObject([{ rank: 3 }]);
    place.answer([city, alert({ messageType: 'cancel', supersedes: [district.alertId] })], NOW + HOUR);
    expect(place.events).toMatchObject([{ rank: 2 }]);
    expect(place.closed).toEqual([]);
    place.answer(null, NOW + 13 * HOUR);
    expect(place.closed).toEqual([{ id: 'e1', state: 'over' }]);
  });

  it('keeps kinds apart, and takes a cancellation without names for its own station and thing alone', () => {
    const place = new Place();
    const fog = alert({ kind: 'fog', typeCode: '1017', typeName: '大雾' });
    place.answer([alert(), fog], NOW);
    expect(place.events).toHaveLength(2);
    place.answer([fog, alert({ messageType: 'cancel' })], NOW + HOUR);
    expect(place.events.map(({ kind }) => kind)).toEqual(['fog']);
  });

  it('takes one empty answer for a hiccup, two for the end', () => {
    const place = new Place();
    const one = alert();
    place.answer([one], NOW);
    place.answer([], NOW + 1);
    expect(place.events).toHaveLength(1);
    place.answer([one], NOW + 2);
    place.answer([], NOW + 3);
    expect(place.events).toHaveLength(1);
    place.answer([], NOW + 4);
    expect(place.closed).toEqual([{ id: 'e1', state: 'over' }]);
  });

  it('falls to the level of the alerts that are left', () => {
    const place = new Place();
    const grave = alert({ rank: 4, endsAt: NOW + HOUR });
    const lasting = alert({ rank: 2, sender: '区气象台', endsAt: NOW + 6 * HOUR });
    place.answer([grave, lasting], NOW);
    expect(place.events).toMatchObject([{ rank: 4 }]);
    place.answer([lasting], NOW + 2 * HOUR);
    expect(place.events).toMatchObject([{ rank: 2, endsAt: NOW + 6 * HOUR }]);
  });

  it('never has two open events of one kind, an event without an alert, or an alert without an event', () => {
    const step = fc.record({
      type: fc.constantFrom('alert', 'update', 'cancel', 'empty', 'clock' as const),
      kind: fc.constantFrom('rain', 'fog', 'hail' as const),
      rank: fc.integer({ min: 1, max: 4 }),
      hours: fc.integer({ min: 1, max: 6 }),
      pick: fc.nat(20),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const place = new Place();
        let now = NOW;
        for (const { type, kind, rank, hours, pick } of steps) {
          now += HOUR / 2;
          const target = place.live[pick % Math.max(1, place.live.length)];
          const times = { issuedAt: now, startsAt: now, endsAt: now + hours * HOUR };
          const rest = place.live
            .filter(({ alertId }) => alertId !== target?.alertId)
            .map((one): IncomingAlert => ({ ...one, messageType: 'alert', supersedes: [] }));
          if (type === 'clock') place.answer(null, now);
          else if (type === 'empty') place.answer([], now);
          else if (type === 'alert') place.answer([...rest, alert({ kind, rank, ...times })], now);
          else {
            const supersedes = target ? [target.alertId] : ['unknown'];
            place.answer([...rest, alert({ kind, rank, ...times, messageType: type, supersedes })], now);
          }
          const ids = place.events.map(({ id }) => id);
          expect(new Set(place.events.map((event) => event.kind)).size).toBe(place.events.length);
          expect(place.live.every(({ eventId }) => ids.includes(eventId))).toBe(true);
          expect(ids.every((id) => place.live.some(({ eventId }) => eventId === id))).toBe(true);
          for (const event of place.events) {
            const mine = place.live.filter(({ eventId }) => eventId === event.id);
            expect(event.rank).toBe(Math.max(...mine.map((one) => one.rank)));
            expect(event.endsAt).toBeGreaterThan(now);
          }
        }
      }),
    );
  });
});
