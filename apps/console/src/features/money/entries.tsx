import type { MoneyEntryView } from '@cheban/contracts';
import { stamp } from '../../shared/format/time.js';
import { yuan } from '../../shared/format/words.js';
import { accountHint } from './account-hint.js';

/** `+¥12.00` or `−¥12.00`: what an account got or gave. */
export const signed = (fen: number): string => `${fen < 0 ? '−' : '+'}${yuan(Math.abs(fen))}`;

export const Signed = ({ fen }: { fen: number }) => (
  <span className={`num ${fen < 0 ? '' : 'text-green'}`}>{signed(fen)}</span>
);

/** The entries of the ledger behind an order or a payout, in the order in which they were written. */
export function EntryList({ entries }: { entries: readonly MoneyEntryView[] }) {
  if (entries.length === 0) return <p className="hint">账本里还没有这一笔。</p>;
  return (
    <ul className="plan-list small" aria-label="账本分录">
      {entries.map((entry) => (
        <li key={entry.id}>
          <span className="plan-when num">{stamp(entry.at)}</span>
          <span className="plan-note">
            {entry.postingLabel} · <span title={accountHint[entry.account]}>{entry.accountLabel}</span>
          </span>
          <Signed fen={entry.amountFen} />
        </li>
      ))}
    </ul>
  );
}
