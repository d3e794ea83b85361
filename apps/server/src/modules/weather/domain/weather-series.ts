/**
 * From the provider's alerts to events as owners know them. One event is what goes on at one place: an alert, its
 * updates, and alerts of the same kind by other stations at the same time. It ends when none of its alerts is left. Pure.
 */
import type { WeatherKind } from '@cheban/contracts';

/** An alert as we keep it. Instants are milliseconds; `rank` is 1 blue … 4 red. */
export interface SeriesAlert {
  readonly alertId: string;
  readonly kind: WeatherKind;
  readonly rank: number;
  readonly typeCode: string;
  readonly typeName: string;
  readonly sender: string;
  readonly headline: string;
  readonly description: string;
  readonly issuedAt: number;
  readonly startsAt: number;
  readonly endsAt: number;
}
export type AlertEnd = 'replaced' | 'cancelled' | 'expired' | 'gone';
export interface LiveAlert extends SeriesAlert {
  readonly eventId: string;
  /** Answers in a row in which it was not named any more. */
  readonly missed: number;
}
export interface IncomingAlert extends SeriesAlert {
  readonly messageType: 'alert' | 'update' | 'cancel';
  readonly supersedes: readonly string[];
}
export interface OpenEvent {
  readonly id: string;
  readonly kind: WeatherKind;
  /** The same for the same weather at neighbouring places: names it in dedupe keys. */
  readonly root: string;
  readonly rank: number;
  readonly startsAt: number;
  readonly endsAt: number;
}

export interface SeriesChange {
  alerts: { alert: IncomingAlert; eventId: string | null; ended: AlertEnd | null }[];
  ended: { alertId: string; why: AlertEnd }[];
  /** New values of `missed`. */
  missed: { alertId: string; missed: number }[];
  opened: (OpenEvent & { lead: SeriesAlert })[];
  changed: (OpenEvent & { lead: SeriesAlert })[];
  closed: { event: OpenEvent; state: 'cancelled' | 'over' }[];
}

/** One answer without an alert may be a hiccup of the provider; two are an end. */
const MISSED_IS_GONE = 2;

/**
 * What an answer of the provider changes at a place.
 * @param incoming alerts that are not known yet; null if the provider was not asked (only time has passed)
 * @param named ids of all alerts in the answer, known ones too
 */
export function foldAlerts(input: {
  now: number;
  events: readonly OpenEvent[];
  live: readonly LiveAlert[];
  incoming: readonly IncomingAlert[] | null;
  named: ReadonlySet<string>;
  newEvent: (alert: IncomingAlert) => { id: string; root: string };
}): SeriesChange {
  const { now } = input;
  const change: SeriesChange = { alerts: [], ended: [], missed: [], opened: [], changed: [], closed: [] };
  const live = new Map<string, LiveAlert>(input.live.map((alert) => [alert.alertId, alert]));
  const events = new Map(input.events.map((event) => [event.id, event]));
  const fresh = new Set<string>();
  const lastEnd = new Map<string, AlertEnd>();
  const end = (alert: LiveAlert, why: AlertEnd) => {
    live.delete(alert.alertId);
    lastEnd.set(alert.eventId, why);
    change.ended.push({ alertId: alert.alertId, why });
  };
  for (const alert of [...(input.incoming ?? [])].sort((a, b) => a.issuedAt - b.issuedAt)) {
    const before = alert.supersedes.flatMap((id) => live.get(id) ?? []);
    if (alert.messageType === 'cancel') {
      // A cancellation that names nothing ends what the same station said of the same thing.
      const meant =
        before.length > 0 || alert.supersedes.length > 0
          ? before
          : [...live.values()].filter(
              ({ typeCode, sender }) => typeCode === alert.typeCode && sender === alert.sender,
            );
      for (const one of meant) end(one, 'cancelled');
      change.alerts.push({ alert, eventId: meant[0]?.eventId ?? null, ended: 'cancelled' });
      continue;
    }
    if (alert.endsAt <= now) {
      for (const one of before) end(one, 'replaced');
      change.alerts.push({ alert, eventId: before[0]?.eventId ?? null, ended: 'expired' });
      continue;
    }
    const known =
      events.get(before[0]?.eventId ?? '') ?? [...events.values()].find(({ kind }) => kind === alert.kind);
    let eventId = known?.id;
    if (eventId === undefined) {
      const { id, root } = input.newEvent(alert);
      const { kind, rank, startsAt, endsAt } = alert;
      events.set(id, { id, root, kind, rank, startsAt, endsAt });
      fresh.add(id);
      eventId = id;
    }
    for (const one of before) end(one, 'replaced');
    live.set(alert.alertId, { ...alert, eventId, missed: 0 });
    change.alerts.push({ alert, eventId, ended: null });
  }
  for (const alert of [...live.values()]) {
    if (alert.endsAt <= now) {
      end(alert, 'expired');
    } else if (input.incoming !== null) {
      const missed = input.named.has(alert.alertId) ? 0 : alert.missed + 1;
      if (missed >= MISSED_IS_GONE) end(alert, 'gone');
      else if (missed !== alert.missed) change.missed.push({ alertId: alert.alertId, missed });
    }
  }
  for (const event of events.values()) {
    const mine = [...live.values()].filter(({ eventId }) => eventId === event.id);
    const lead = mine.sort((a, b) => b.rank - a.rank || b.issuedAt - a.issuedAt)[0];
    if (!lead) {
      const state = lastEnd.get(event.id) === 'cancelled' ? 'cancelled' : 'over';
      if (!fresh.has(event.id)) change.closed.push({ event, state });
      continue;
    }
    const next = {
      ...event,
      rank: lead.rank,
      // What has begun does not begin again with an update.
      startsAt: Math.min(event.startsAt, ...mine.map(({ startsAt }) => startsAt)),
      endsAt: Math.max(...mine.map(({ endsAt }) => endsAt)),
      lead,
    };
    if (fresh.has(event.id)) change.opened.push(next);
    else if (change.alerts.some(({ eventId }) => eventId === event.id) || isOther(next, event))
      change.changed.push(next);
  }
  return change;
}

/** The gravest alert may end while a lesser one lasts as long: then only the level is another. */
const isOther = (next: OpenEvent, event: OpenEvent) =>
  next.endsAt !== event.endsAt || next.startsAt !== event.startsAt || next.rank !== event.rank;
