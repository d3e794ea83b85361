import { funnelStepLabel, funnelSteps } from '@cheban/contracts/constants';
import { count } from '../../../shared/format/words.js';
import { usePhone } from '../../../shared/hooks/use-phone.js';
import { type FunnelView, type Step, sayPercent } from './figures.js';

export const ways = ['rule', 'store', 'week'] as const;
export type Way = (typeof ways)[number];
export const wayLabel: Record<Way, string> = { rule: '按规则', store: '按门店', week: '按周' };
const wayTitle: Record<Way, string> = { rule: '规则', store: '门店', week: '周' };

/** The funnel in parts: each figure opens the owners and cars behind it. A table, or cards on a phone. */
export function Breakdown({
  rows,
  by,
  onOpen,
}: {
  rows: FunnelView['rows'];
  by: Way;
  onOpen(row: FunnelView['rows'][number], step: Step): void;
}) {
  const phone = usePhone();
  const figure = (row: FunnelView['rows'][number], step: Step) =>
    row[step] > 0 ? (
      <button
        type="button"
        className="plain-button num"
        aria-label={`${row.label}，${funnelStepLabel[step]} ${row[step]}`}
        onClick={() => onOpen(row, step)}
      >
        {count(row[step])}
      </button>
    ) : (
      <span className="none">0</span>
    );
  if (phone)
    return (
      <ul className="cards" aria-label={wayLabel[by]}>
        {rows.map((row) => (
          <li key={row.key} className="card" data-testid="funnel-line">
            <div className="card-top">
              <span className="card-title">{row.label}</span>
              <span className="muted small num">到店率 {sayPercent(row.arrived, row.planned)}</span>
            </div>
            <dl className="funnel-card">
              {funnelSteps.map((step) => (
                <div key={step}>
                  <dt>{funnelStepLabel[step]}</dt>
                  <dd>{figure(row, step)}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    );
  return (
    <div className="table-box">
      <table className="table funnel-table" aria-label={wayLabel[by]}>
        <thead>
          <tr>
            <th scope="col">{wayTitle[by]}</th>
            {funnelSteps.map((step) => (
              <th scope="col" key={step} className="right">
                {funnelStepLabel[step]}
              </th>
            ))}
            <th scope="col" className="right">
              到店率
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} data-testid="funnel-line">
              <td>{row.label}</td>
              {funnelSteps.map((step) => (
                <td key={step} className="right">
                  {figure(row, step)}
                </td>
              ))}
              <td className="right">{sayPercent(row.arrived, row.planned)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
