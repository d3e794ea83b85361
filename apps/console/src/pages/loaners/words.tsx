import type { LoanView } from '@cheban/contracts';
import { loanStateLabel } from '@cheban/contracts/constants';
import { type BusinessDate, dayWords, shortDate, today } from '../../shared/format/time.js';
import { Tag } from '../../shared/ui/tag.js';

const look = {
  booked: { tone: 'amber', icon: 'clock' },
  out: { tone: 'blue', icon: 'car' },
  returned: { tone: 'grey', icon: 'check' },
  cancelled: { tone: 'grey', icon: 'close' },
} as const;

/** `11-20 至 11-23`, one date if it is one day. */
export const daysText = ({ from, to }: { from: BusinessDate; to: BusinessDate }): string =>
  from === to ? shortDate(from) : `${shortDate(from)} 至 ${shortDate(to)}`;

/** Word of the state; a car that is out too long says since when. */
export function LoanTag({ loan }: { loan: Pick<LoanView, 'state' | 'overdue' | 'to'> }) {
  if (loan.overdue) {
    return (
      <Tag tone="red" icon="alert">
        应于{dayWords(loan.to)}归还
      </Tag>
    );
  }
  return <Tag {...look[loan.state]}>{loanStateLabel[loan.state]}</Tag>;
}

/** `今天归还`, `11月28日 周六归还` */
export const returnWords = (loan: Pick<LoanView, 'to'>): string =>
  loan.to === today() ? '今天归还' : `${dayWords(loan.to)}归还`;
