import type { OwnerLoanView } from '@cheban/contracts';
import { sayDay } from './when';

/** The stay at the store that a loaner bridges: business dates, both included. */
export interface Stay {
  readonly storeId: string;
  readonly from: string;
  readonly to: string;
  /** The loaner may have been kept for this very visit. */
  readonly visitId?: string;
}

/** The loaner of a stay: kept for that visit, or by hand for days that touch it in the same store. */
export function loanFor(loans: readonly OwnerLoanView[], stay: Stay): OwnerLoanView | undefined {
  return (
    loans.find((loan) => loan.visitId !== null && loan.visitId === stay.visitId) ??
    loans.find(
      (loan) =>
        loan.visitId === null &&
        loan.storeId === stay.storeId &&
        loan.from <= stay.to &&
        // A car that is still out is theirs to bring back, whatever was agreed.
        (loan.to >= stay.from || loan.state === 'out'),
    )
  );
}

/** What the owner does next with the loaner: `明天到店取车，后天前归还`. */
export function sayLoan(loan: OwnerLoanView, today: string): string {
  if (loan.state === 'booked') {
    const back = loan.from === loan.to ? '当天归还' : `${sayDay(loan.to, today)}归还`;
    return `${sayDay(loan.from, today)}到店取车，${back}`;
  }
  if (loan.overdue) return `约定${sayDay(loan.to, today)}归还，请尽快送回门店`;
  return `请${sayDay(loan.to, today)}归还`;
}
