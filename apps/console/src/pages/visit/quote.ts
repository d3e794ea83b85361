import type { QuoteKind, VisitStep } from '@cheban/contracts/constants';

/** An estimate belongs to the reception; extra work may be found until the car is ready. The server asks again. */
export function mayAsk(kind: QuoteKind, step: VisitStep): boolean {
  if (step === 'handed_over') return false;
  return kind === 'estimate' ? step === 'checked_in' || step === 'in_work' : step !== 'ready';
}
