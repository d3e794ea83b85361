import type { StaffCampaignItem } from '@cheban/contracts';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { whenShort } from '../../shared/format/time.js';
import { yuan } from '../../shared/format/words.js';
import { type Column, DataList } from '../../shared/ui/data-list.js';
import { Panel } from '../../shared/ui/page.js';

type Waiting = Pick<StaffCampaignItem, 'id' | 'submittedAt' | 'submittedByName' | 'actions' | 'blocked'> & {
  meter: { budgetFen: number };
};

/** What waits for a second person. Stands above a list, and only while something waits. */
export function ApprovalsPanel<T extends Waiting>({
  rows,
  what,
  to,
  columns,
  card,
}: {
  rows: readonly T[];
  /** 活动, 游戏: what the list is read out as. */
  what: string;
  to(row: T): string;
  /** Those that say what it is and when. */
  columns: readonly Column<T>[];
  card(row: T): ReactNode;
}) {
  const navigate = useNavigate();
  if (rows.length === 0) return null;
  return (
    <Panel
      flush
      title={`等待审批（${rows.length}）`}
      extra={<span className="small">由提交人以外的人批准</span>}
    >
      <DataList<T>
        label={`等待审批的${what}`}
        testId="approval-row"
        rows={rows}
        rowKey={(row) => row.id}
        onOpen={(row) => void navigate(to(row))}
        card={card}
        columns={[
          ...columns,
          {
            key: 'budget',
            title: '预算',
            width: '130px',
            align: 'right',
            render: (row) => yuan(row.meter.budgetFen),
          },
          {
            key: 'asked',
            title: '提交',
            width: '180px',
            render: (row) =>
              row.submittedAt && (
                <span className="num">
                  {row.submittedByName} · {whenShort(row.submittedAt)}
                </span>
              ),
          },
          {
            key: 'go',
            title: '',
            width: '200px',
            render: (row) =>
              row.actions.includes('approve') ? (
                <Link to={to(row)}>去审批</Link>
              ) : (
                <span className="muted small">{row.blocked ?? '等店总审批'}</span>
              ),
          },
        ]}
      />
    </Panel>
  );
}
