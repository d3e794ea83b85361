import type { StaffCardView } from '@cheban/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { stamp } from '../../shared/format/time.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { ReasonDialog } from '../../shared/ui/reason-dialog.js';
import { cardAreas } from './queries.js';

/** Uses of a card, and the way back for the last wrong one. */
export function UseList({
  uses,
  onChange,
}: {
  uses: StaffCardView['uses'];
  onChange?: (card: StaffCardView) => void;
}) {
  const may = useMay();
  const [undoing, setUndoing] = useState<string | null>(null);
  const undo = useSubmit(api.staffShop.undoUse, {
    refresh: cardAreas,
    success: '已撤销，次数加回一次',
    quiet: true,
    onSuccess: (card) => {
      setUndoing(null);
      onChange?.(card);
    },
  });
  if (uses.length === 0) return <p className="hint">还没有用过。</p>;
  return (
    <ul className="plan-list" aria-label="使用记录">
      {uses.map((use) => (
        <li key={use.id} data-testid="card-use-row">
          <span className="plan-when num">
            第 {use.no} 次 · {stamp(use.usedAt)}
          </span>
          <span className="plan-note small">
            {[use.storeName, use.staffName, use.note].filter(Boolean).join(' · ')}
            {use.undoneAt && (
              <span className="text-amber">
                {' '}
                · 已撤销（{use.undoneBy}：{use.undoReason}）
              </span>
            )}
          </span>
          {use.canUndo && may('shop.undo') && (
            <Button size="small" data-testid="card-undo" onClick={() => setUndoing(use.id)}>
              撤销
            </Button>
          )}
        </li>
      ))}
      {undoing && (
        <ReasonDialog
          title="撤销这一次"
          what="次数加回一次，记录保留。"
          okText="撤销"
          suggestions={['扫错卡', '服务没有做']}
          busy={undo.isPending}
          error={undo.error}
          testId="card-undo"
          onSubmit={(reason) => undo.mutate({ params: { id: undoing }, body: { reason } })}
          onClose={() => setUndoing(null)}
        />
      )}
    </ul>
  );
}
