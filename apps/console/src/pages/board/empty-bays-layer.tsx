import type { EmptyBaysView } from '@cheban/contracts';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useMay, useStoreId } from '../../app/me.js';
import { bookingAreas } from '../../features/booking/queries.js';
import { addDays, clockOf, dayWords, today } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { DayNav } from '../../shared/ui/day-nav.js';
import { FormError } from '../../shared/ui/form-error.js';
import { Layer } from '../../shared/ui/layer.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';
import { freeWords } from './place.js';

type Suggestion = EmptyBaysView['suggestions'][number];
/** What the server takes at once. */
const MOST = 20;

/** Tomorrow's free bays beside the owners who are due: one click offers each a held slot. */
export function EmptyBaysLayer({ open, onClose }: { open: boolean; onClose(): void }) {
  const storeId = useStoreId();
  const may = useMay();
  const [on, setOn] = useState(() => addDays(today(), 1));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const query = useQuery({
    queryKey: ['empty-bays', storeId, on],
    queryFn: () => api.staffBooking.emptyBays({ query: { storeId, on } }),
    enabled: open,
  });
  const offer = useSubmit(api.staffBooking.offerEmptyBays, {
    refresh: [...bookingAreas, 'empty-bays'],
    success: (view) => (view.offered > 0 ? `已向 ${view.offered} 位车主发出邀约` : ''),
    quiet: true,
  });
  const view = query.data;
  const rows = view?.suggestions ?? [];
  const chosen = rows.filter((row) => !left.has(row.vehicleId)).slice(0, MOST);
  const results = new Map((offer.data?.results ?? []).map((result) => [result.vehicleId, result]));
  const refused = (offer.data?.results ?? []).filter((result) => !result.offered);
  const names = new Map(
    (offer.variables?.body.offers ?? []).map((entry) => [
      entry.vehicleId,
      rows.find((row) => row.vehicleId === entry.vehicleId)?.ownerName,
    ]),
  );
  const toggle = (row: Suggestion, checked: boolean) => {
    const next = new Set(left);
    if (checked) next.delete(row.vehicleId);
    else next.add(row.vehicleId);
    setLeft(next);
  };

  return (
    <Layer
      open={open}
      title="填满空工位"
      onClose={onClose}
      testId="empty-bays-layer"
      width={560}
      footer={
        rows.length > 0 &&
        may('booking.manage') && (
          <div className="layer-actions">
            <Button onClick={onClose}>返回</Button>
            <Button
              type="primary"
              className="push"
              data-testid="empty-bays-offer"
              disabled={chosen.length === 0}
              loading={offer.isPending}
              onClick={() =>
                offer.mutate({
                  body: {
                    storeId,
                    offers: chosen.map(({ vehicleId, ownerId, serviceId, startsAt }) => ({
                      vehicleId,
                      ownerId,
                      serviceId,
                      startsAt,
                    })),
                  },
                })
              }
            >
              向 {chosen.length} 位车主发出邀约
            </Button>
          </div>
        )
      }
    >
      <div className="stack">
        <DayNav
          on={on}
          onChange={(next) => {
            setLeft(new Set());
            offer.reset();
            setOn(next);
          }}
        />
        <FormError error={offer.error} />
        {refused.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={`${refused.length} 位没有邀约成功`}
            description={
              <ul>
                {refused.map((result) => (
                  <li key={result.vehicleId}>
                    {names.get(result.vehicleId) ?? '车主'}：{result.why}
                  </li>
                ))}
              </ul>
            }
          />
        )}
        {query.isError && !view && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <ListSkeleton rows={6} />}
        {view && !view.open && <Empty icon="board" title={`${dayWords(on)}不营业`} text="换一天看看。" />}
        {view?.open && (
          <>
            <ul className="free-bays">
              {view.bays.map((bay) => (
                <li key={bay.id}>
                  <strong>{bay.name}</strong>
                  <small className="muted">{freeWords(bay.freeMinutes)}</small>
                  <span className="num small">
                    {bay.stretches.map((part) => `${clockOf(part.from)}–${clockOf(part.to)}`).join('、') ||
                      '已排满'}
                  </span>
                </li>
              ))}
            </ul>
            <p className="strong">
              建议邀约{' '}
              <span className="muted small">
                保养将到期、住得近的车主在前；每位都先留住时段，到期自动放开
              </span>
            </p>
            {rows.length === 0 && (
              <Empty icon="owners" title="没有合适的车主" text="近期将到期的车主都已预约，或暂时联系不上。" />
            )}
            <ul className="board-rows">
              {rows.map((row) => {
                const result = results.get(row.vehicleId);
                return (
                  <li key={row.vehicleId} data-testid={`suggestion-${row.vehicleId}`}>
                    <div className="card-top">
                      <Checkbox
                        checked={!left.has(row.vehicleId)}
                        disabled={!may('booking.manage') || result?.offered === true}
                        onChange={(event) => toggle(row, event.target.checked)}
                      >
                        <strong>{row.ownerName}</strong> <span className="num">{plateText(row.plate)}</span>
                      </Checkbox>
                      {row.near && <Tag tone="green">住得近</Tag>}
                    </div>
                    <p className="muted">
                      {row.model} · {row.why}
                      {row.region && ` · ${row.region}`}
                    </p>
                    <div className="board-row-foot">
                      <span className="num">
                        {dayWords(on)} {row.clock} · {row.serviceName}
                      </span>
                      <Link to={`/owners/${row.ownerId}`}>查看客户</Link>
                    </div>
                  </li>
                );
              })}
            </ul>
          </>
        )}
      </div>
    </Layer>
  );
}
