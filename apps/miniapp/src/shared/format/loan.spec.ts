import type { OwnerLoanView } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { loanFor, sayLoan } from './loan';

const loan = (change: Partial<OwnerLoanView>) =>
  ({
    id: 'l',
    storeId: 's1',
    visitId: null,
    from: '2026-11-24',
    to: '2026-11-25',
    state: 'booked',
    overdue: false,
    ...change,
  }) as OwnerLoanView;

describe('loaner of a stay', () => {
  const stay = { storeId: 's1', from: '2026-11-25', to: '2026-11-25', visitId: 'v1' };
  it('is the one of that visit before any other', () => {
    const own = loan({ id: 'own', visitId: 'v1', from: '2026-12-01', to: '2026-12-02' });
    expect(loanFor([loan({ id: 'other' }), own], stay)?.id).toBe('own');
  });
  it('touches the days in the same store, and is not of another visit', () => {
    expect(loanFor([loan({})], stay)?.id).toBe('l');
    expect(loanFor([loan({ storeId: 's2' })], stay)).toBeUndefined();
    expect(loanFor([loan({ visitId: 'v2' })], stay)).toBeUndefined();
    expect(loanFor([loan({ from: '2026-11-26', to: '2026-11-27' })], stay)).toBeUndefined();
    expect(loanFor([loan({ from: '2026-11-20', to: '2026-11-21' })], stay)).toBeUndefined();
  });
  it('stays in sight while it is out', () => {
    const late = loan({ from: '2026-11-20', to: '2026-11-21', state: 'out', overdue: true });
    expect(loanFor([late], stay)?.id).toBe('l');
  });
});

describe('words of a loaner', () => {
  it('say what comes next', () => {
    expect(sayLoan(loan({}), '2026-11-23')).toBe('明天到店取车，后天归还');
    expect(sayLoan(loan({ to: '2026-11-24' }), '2026-11-23')).toBe('明天到店取车，当天归还');
    expect(sayLoan(loan({ state: 'out' }), '2026-11-24')).toBe('请明天归还');
    expect(sayLoan(loan({ state: 'out' }), '2026-11-25')).toBe('请今天归还');
    expect(sayLoan(loan({ state: 'out', overdue: true }), '2026-11-26')).toBe('约定昨天归还，请尽快送回门店');
  });
});
