import type { VehicleUse } from '@cheban/contracts';

/** A car. Dates are business dates, distances km, the pace km per day. */
export interface Vehicle {
  readonly id: string;
  readonly storeId: string;
  readonly vin: string;
  readonly plate: string | null;
  readonly brand: string;
  readonly model: string;
  readonly modelYear: number | null;
  readonly colour: string | null;
  readonly soldOn: string | null;
  readonly soldHere: boolean;
  readonly use: VehicleUse;
  readonly insuranceExpiresOn: string | null;
  readonly insurer: string | null;
  readonly insuredHere: boolean;
  readonly advisorId: string | null;
  readonly advisorName: string | null;
  readonly lastServiceOn: string | null;
  readonly lastServiceKm: number | null;
  readonly lastPaidVisitOn: string | null;
  readonly latestKm: number | null;
  readonly latestKmOn: string | null;
  readonly kmPerDay: number | null;
  readonly dueKind: 'first_service' | 'service' | null;
  readonly dueOn: string | null;
  readonly dueReason: 'date' | 'km' | null;
  readonly dueKm: number | null;
  /** Work that its owner put off is asked about again on this day; null if there is none. */
  readonly advisedOn: string | null;
  /** What that work is, for instance 更换刹车片等 2 项. */
  readonly advisedTitle: string | null;
}
