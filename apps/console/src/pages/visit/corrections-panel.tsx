import type { CorrectionView } from '@cheban/contracts';
import { stamp } from '../../shared/format/time.js';
import { kmText, yuan } from '../../shared/format/words.js';
import { Panel } from '../../shared/ui/page.js';

type Bill = CorrectionView['before'];

function Version({ title, bill, other }: { title: string; bill: Bill; other: Bill }) {
  const same = (line: Bill['lines'][number]) =>
    other.lines.some(
      (entry) =>
        entry.name === line.name &&
        entry.kind === line.kind &&
        entry.quantity === line.quantity &&
        entry.amountFen === line.amountFen,
    );
  return (
    <section>
      <h3>{title}</h3>
      <ul className="quote-lines">
        {bill.lines.map((line, index) => (
          <li key={`${line.name}-${index.toString()}`} className={same(line) ? '' : 'changed'}>
            <span>
              {line.name}
              <span className="muted num"> × {line.quantity}</span>
            </span>
            <span className="num">{yuan(line.amountFen)}</span>
          </li>
        ))}
        <li className={bill.paidFen === other.paidFen ? '' : 'changed'}>
          <span>实付</span>
          <strong className="num">{yuan(bill.paidFen)}</strong>
        </li>
        <li className={bill.mileageKm === other.mileageKm ? '' : 'changed'}>
          <span>里程</span>
          <span className="num">{kmText(bill.mileageKm)}</span>
        </li>
      </ul>
    </section>
  );
}

/** Every correction of a closed work order with both versions side by side; what differs is marked. */
export function CorrectionsPanel({ corrections }: { corrections: readonly CorrectionView[] }) {
  if (corrections.length === 0) return null;
  return (
    <Panel title={`更正记录 ${corrections.length}`}>
      <ul className="quotes">
        {[...corrections].reverse().map((correction) => (
          <li key={correction.number} data-testid={`correction-${correction.number}`}>
            <p>
              <strong>第 {correction.number} 次更正</strong>{' '}
              <span className="muted small">
                {correction.by ?? '系统'} · {stamp(correction.at)}
              </span>
            </p>
            <p className="muted">原因：{correction.reason}</p>
            <div className="versions">
              <Version title="更正前" bill={correction.before} other={correction.after} />
              <Version title="更正后" bill={correction.after} other={correction.before} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
