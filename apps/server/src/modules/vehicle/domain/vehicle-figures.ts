import { addMonths, diffDays, kmPerDay, predictDue } from '@cheban/kernel';

/** Kind of a service record that an owner told of: done in another shop. */
export const ELSEWHERE = '他店保养';

/** First service (首保): three months or 5,000 km after delivery, whichever comes first (mission D). */
const FIRST_SERVICE = { months: 3, km: 5_000 } as const;
/** A car without any service on file counts as new for this long; later it is simply due for service. */
const NEW_CAR_MONTHS = 12;

export interface FigureInput {
  soldOn: string | null;
  /** Already on file, for instance from the DMS export; records may only move it forward. */
  lastServiceOn: string | null;
  lastServiceKm: number | null;
  lastPaidVisitOn: string | null;
  /** Good readings of this car. */
  readings: readonly { on: string; km: number }[];
  /** Settled visits of this car. */
  records: readonly {
    on: string;
    km: number | null;
    isService: boolean;
    paidFen: number;
    /** Done in another shop, as the owner says. */
    elsewhere: boolean;
  }[];
  cycle: { months: number; km: number };
  today: string;
}

export interface Figures {
  lastServiceOn: string | null;
  lastServiceKm: number | null;
  lastPaidVisitOn: string | null;
  latestKm: number | null;
  latestKmOn: string | null;
  kmPerDay: number | null;
  dueKind: 'first_service' | 'service' | null;
  dueOn: string | null;
  dueReason: 'date' | 'km' | null;
  dueKm: number | null;
}

const latest = <T extends { on: string }>(list: readonly T[]): T | null =>
  list.reduce<T | null>((best, entry) => (best === null || entry.on >= best.on ? entry : best), null);

/**
 * What is known of a car from its readings and visits, and when its next service falls due: the earlier of the
 * store's months since the last service and its kilometres at the car's own pace.
 */
export function figuresOf(input: FigureInput): Figures {
  const reading = latest(input.readings);
  const service = latest(input.records.filter((record) => record.isService));
  const useRecord = service !== null && (input.lastServiceOn === null || service.on >= input.lastServiceOn);
  const lastServiceOn = useRecord ? service.on : input.lastServiceOn;
  // The kilometres of a service are used only if they are a good reading: a typo must not move the due date. A car
  // read at check-in and again at hand-over was serviced at what the work order says.
  const thatDay = input.readings.filter((entry) => entry.on === lastServiceOn);
  const ofRecord = useRecord ? thatDay.find((entry) => entry.km === service.km) : undefined;
  const lastServiceKm = (ofRecord ?? thatDay[0])?.km ?? null;
  const pace = kmPerDay(input.readings);
  const isNew =
    lastServiceOn === null &&
    input.soldOn !== null &&
    diffDays(input.soldOn, input.today) >= 0 &&
    input.today <= addMonths(input.soldOn, NEW_CAR_MONTHS);
  const due = predictDue(
    isNew
      ? {
          lastServiceOn: input.soldOn,
          lastServiceKm: 0,
          everyMonths: FIRST_SERVICE.months,
          everyKm: FIRST_SERVICE.km,
          kmPerDay: pace,
          latestReading: reading,
        }
      : {
          lastServiceOn: lastServiceOn ?? input.soldOn,
          lastServiceKm,
          everyMonths: input.cycle.months,
          everyKm: input.cycle.km,
          kmPerDay: pace,
          latestReading: reading,
        },
  );
  const paid = latest(input.records.filter((record) => record.paidFen > 0));
  return {
    lastServiceOn,
    lastServiceKm,
    // A service elsewhere is no visit here.
    lastPaidVisitOn: paid?.on ?? (useRecord && service.elsewhere ? input.lastPaidVisitOn : lastServiceOn),
    latestKm: reading?.km ?? null,
    latestKmOn: reading?.on ?? null,
    kmPerDay: pace,
    dueKind: due.dueOn === null ? null : isNew ? 'first_service' : 'service',
    dueOn: due.dueOn,
    dueReason: due.reason,
    dueKm: due.dueKm,
  };
}
