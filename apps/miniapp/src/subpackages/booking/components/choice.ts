import type { PrefillView, SlotsView } from '@cheban/contracts';
import { dateOf } from '@/shared/format/when';

/** What the owner has chosen so far; every field but the time is filled in from the start. */
export interface BookingChoice {
  readonly vehicleId: string;
  readonly storeId: string;
  readonly serviceId: string;
  readonly advisorId: string | null;
  /** Day shown, YYYY-MM-DD. */
  readonly on: string;
  /** Chosen start, or null while no slot is free. */
  readonly startsAt: string | null;
}

/** What the owner still has to write, or null: a driver who fetches the car has to know where it stands. */
export function missingNote(
  service: PrefillView['services'][number] | undefined,
  note: string,
): string | null {
  return service?.kind === 'pick_up' && note.trim().length < 4 ? '请写明取车地址，方便司机按时上门' : null;
}

function freeOn(slots: SlotsView, on: string): string | undefined {
  return slots.days.find((day) => day.on === on)?.slots.find((slot) => slot.free)?.startsAt;
}

/**
 * Everything filled in, with the first free slot chosen.
 * @param wished day to begin with, YYYY-MM-DD, if it has a free slot
 * @param kind kind of service to begin with, if the store offers one
 */
export function firstChoice(
  prefill: PrefillView,
  nowMs: number,
  wished?: string,
  kind?: string,
): BookingChoice {
  const { vehicleId, storeId, advisorId, slots } = prefill;
  const wanted = kind ? prefill.services.find((service) => service.kind === kind) : undefined;
  const serviceId = wanted?.id ?? prefill.serviceId;
  const first = (wished ? freeOn(slots, wished) : undefined) ?? slots.firstFreeAt;
  const on = first ? dateOf(Date.parse(first)) : (slots.days[0]?.on ?? dateOf(nowMs));
  return { vehicleId, storeId, serviceId, advisorId, on, startsAt: first };
}

/** Keeps the chosen time if it is still free, else takes one of the same day, else the first that is free. */
export function withSlots(choice: BookingChoice, slots: SlotsView): BookingChoice {
  const free = slots.days.some((day) =>
    day.slots.some((slot) => slot.free && slot.startsAt === choice.startsAt),
  );
  if (free) return choice;
  const startsAt = freeOn(slots, choice.on) ?? slots.firstFreeAt;
  return { ...choice, startsAt, on: startsAt ? dateOf(Date.parse(startsAt)) : choice.on };
}

/**
 * Another day: the same time of it if that is free, else its first free one. What the button books is always on the day
 * that is shown; on a full day nothing is chosen.
 */
export function withDay(choice: BookingChoice, slots: SlotsView, on: string): BookingChoice {
  const clock = slots.days
    .flatMap((day) => day.slots)
    .find((slot) => slot.startsAt === choice.startsAt)?.clock;
  const free = slots.days.find((day) => day.on === on)?.slots.filter((slot) => slot.free) ?? [];
  const startsAt = (free.find((slot) => slot.clock === clock) ?? free[0])?.startsAt ?? null;
  return { ...choice, on, startsAt };
}

/** Whether the chosen time is so near that moving or cancelling it takes a call. */
export function isPastCutOff(
  { startsAt }: Pick<BookingChoice, 'startsAt'>,
  store: PrefillView['stores'][number] | undefined,
  nowMs: number,
): boolean {
  return (
    startsAt !== null && store !== undefined && Date.parse(startsAt) - nowMs < store.cutOffMinutes * 60_000
  );
}

/** A business date so many days later, YYYY-MM-DD. */
export function daysFrom(on: string, days: number): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The slots with the one that is held for this owner shown as free: for everybody else it is taken. */
export function withHeld(slots: SlotsView, startsAt: string | null): SlotsView {
  const taken = (day: SlotsView['days'][number]) =>
    day.slots.some((slot) => slot.startsAt === startsAt && !slot.free);
  if (startsAt === null || !slots.days.some(taken)) return slots;
  const { firstFreeAt } = slots;
  return {
    firstFreeAt: firstFreeAt !== null && firstFreeAt < startsAt ? firstFreeAt : startsAt,
    days: slots.days.map((day) =>
      taken(day)
        ? {
            ...day,
            freeCount: day.freeCount + 1,
            slots: day.slots.map((slot) => (slot.startsAt === startsAt ? { ...slot, free: true } : slot)),
          }
        : day,
    ),
  };
}
