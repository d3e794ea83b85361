import './side-by-side.css';
import type { AttributionRow } from '@cheban/contracts';
import { Button } from 'antd';
import { Link } from 'react-router';
import { shortDate } from '../../shared/format/time.js';
import { Icon } from '../../shared/ui/icon.js';
import { Panel } from '../../shared/ui/page.js';
import { Tag } from '../../shared/ui/tag.js';
import { linkOf, type Measure, measures, winnerOf } from './words.js';

function Line({ measure, rows }: { measure: Measure; rows: readonly [AttributionRow, AttributionRow] }) {
  const best = winnerOf(measure, rows);
  const top = Math.max(1, ...rows.map((row) => measure.value(row) ?? 0));
  return (
    <tr>
      <th scope="row">{measure.label}</th>
      {rows.map((row, index) => (
        <td key={row.kind + row.id} className={best === index ? 'best' : undefined}>
          <span className="side-value num">
            <span>
              {measure.text(row)}
              {best === index && (
                <span className="side-best">
                  <Icon name="check" size={12} title="更好" />
                </span>
              )}
            </span>
            <span className="muted small">{measure.note?.(row)}</span>
          </span>
          {(measure.value(row) ?? 0) > 0 && (
            <span className="meter" aria-hidden="true">
              <i style={{ width: `${((measure.value(row) ?? 0) * 100) / top}%` }} />
            </span>
          )}
        </td>
      ))}
    </tr>
  );
}

/** Two campaigns, coupons or referrals beside each other; the better figure of each line is marked. */
export function SideBySide({
  rows,
  onClose,
}: {
  rows: readonly [AttributionRow, AttributionRow];
  onClose(): void;
}) {
  return (
    <Panel
      title="两两对比"
      extra={
        <Button size="small" onClick={onClose}>
          收起
        </Button>
      }
    >
      <table className="side-table" aria-label="两两对比" data-testid="side-by-side">
        <thead>
          <tr>
            <td />
            {rows.map((row) => (
              <th key={row.kind + row.id} scope="col">
                <Link to={linkOf(row)}>{row.title}</Link>
                <span className="row-gap small muted">
                  <Tag>{row.kindLabel}</Tag>
                  <span className="num">{shortDate(row.from)} 开始</span>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {measures.map((measure) => (
            <Line key={measure.label} measure={measure} rows={rows} />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
