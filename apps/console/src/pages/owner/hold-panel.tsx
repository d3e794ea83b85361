import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { HoldDialog } from '../../features/suspicion/hold-dialog.js';
import { SuspectTag } from '../../features/suspicion/tags.js';
import { Panel } from '../../shared/ui/page.js';

/** Rewards of this owner that wait for a look, and the way to hold them all. */
export function HoldPanel({
  ownerId,
  ownerName,
  storeId,
}: {
  ownerId: string;
  ownerName: string;
  storeId: string | undefined;
}) {
  const may = useMay();
  const [holding, setHolding] = useState(false);
  const query = useQuery({
    queryKey: ['owner-suspicions', ownerId],
    queryFn: () => api.suspicion.list({ query: { ownerId, pageSize: 10 } }),
    enabled: may('campaign.read'),
  });
  const rows = query.data?.items ?? [];
  const isHeld = rows.some(({ kind, state }) => kind === 'owner' && state === 'held');
  const mayHold = may('campaign.approve') && storeId !== undefined && !isHeld;
  if (!query.data || (rows.length === 0 && !mayHold)) return null;
  return (
    <Panel
      title="领奖核实"
      flush={rows.length > 0}
      extra={
        mayHold && (
          <Button size="small" data-testid="owner-hold" onClick={() => setHolding(true)}>
            拦下奖励
          </Button>
        )
      }
    >
      {rows.length === 0 && <p className="muted small">没有可疑的领奖记录。</p>}
      <ul className="side-list">
        {rows.map((row) => (
          <li key={row.id}>
            <span className="card-top">
              <Link to={`/suspicions?open=${row.id}`}>
                {row.kind === 'owner' ? row.title : `${row.title} · ${row.rewardText}`}
              </Link>
              <SuspectTag state={row.state} />
            </span>
            <span className="small muted">{row.reasons.map(({ text }) => text).join('；')}</span>
          </li>
        ))}
      </ul>
      {holding && storeId !== undefined && (
        <HoldDialog
          ownerId={ownerId}
          ownerName={ownerName}
          storeId={storeId}
          onClose={() => setHolding(false)}
        />
      )}
    </Panel>
  );
}
