import type { BookingState, VisitStep } from '@cheban/contracts';

/**
 * The one table of a visit's life (mission B, 透明车间): quality check and washing may be skipped, a quality check
 * may send the car back to work. `handed_over` is the end and is reached by hand-over only.
 */
const transitions: Record<VisitStep, readonly VisitStep[]> = {
  checked_in: ['in_work'],
  in_work: ['quality_check', 'washing', 'ready'],
  quality_check: ['in_work', 'washing', 'ready'],
  washing: ['ready'],
  ready: ['handed_over'],
  handed_over: [],
};

/** The steps in the order in which an owner sees them. */
export const stepOrder: readonly VisitStep[] = [
  'checked_in',
  'in_work',
  'quality_check',
  'washing',
  'ready',
  'handed_over',
];

/** Steps a visit may go to from here, hand-over included. */
export function nextSteps(step: VisitStep): readonly VisitStep[] {
  return transitions[step];
}

/** True if staff may go on to `to` by a tap; never true for the hand-over, which closes the work order. */
export function mayAdvance(from: VisitStep, to: VisitStep): boolean {
  return to !== 'handed_over' && transitions[from].includes(to);
}

export function mayHandOver(from: VisitStep): boolean {
  return transitions[from].includes('handed_over');
}

/** The state of the booking that belongs to a step. */
export function bookingStateOf(
  step: VisitStep,
): Extract<BookingState, 'arrived' | 'in_service' | 'ready' | 'handed_over'> {
  if (step === 'checked_in') return 'arrived';
  return step === 'ready' || step === 'handed_over' ? step : 'in_service';
}

export interface ReachedStep {
  readonly step: VisitStep;
  /** Milliseconds. */
  readonly at: number;
  readonly staffId: string;
}

/**
 * Every step in order with who reached it last and when. Steps beyond the present one are open again after a quality
 * check sent the car back; skipped steps stay empty.
 */
export function describeSteps(
  now: VisitStep,
  reached: readonly ReachedStep[],
): { step: VisitStep; at: number | null; staffId: string | null }[] {
  const present = stepOrder.indexOf(now);
  return stepOrder.map((step, index) => {
    const last = index > present ? undefined : reached.findLast((entry) => entry.step === step);
    return { step, at: last?.at ?? null, staffId: last?.staffId ?? null };
  });
}
