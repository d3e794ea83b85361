import { channelLabel, funnelStepLabel } from '@cheban/contracts/constants';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../../app/api.js';
import { shortDate, whenShort } from '../../../shared/format/time.js';
import { plateText } from '../../../shared/format/words.js';
import { Pager } from '../../../shared/ui/data-list.js';
import { DownloadButton } from '../../../shared/ui/download-button.js';
import { Layer } from '../../../shared/ui/layer.js';
import { ListSkeleton } from '../../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../../shared/ui/states.js';
import { Tag } from '../../../shared/ui/tag.js';
import { type Step, stepHint } from './figures.js';

export interface FunnelWanted {
  step: Step;
  /** What the figure is of: a rule, a store, a week; empty for all. */
  label: string;
  storeId?: string;
  from: string;
  to: string;
  code?: string;
}

/** The owners and cars behind one figure of the funnel. Mount it anew (`key`) for another figure. */
export function FunnelRowsLayer({ wanted, onClose }: { wanted: FunnelWanted | null; onClose(): void }) {
  const [page, setPage] = useState(1);
  const { step, from, to, storeId, code } = wanted ?? ({ step: 'planned', from: '', to: '' } as FunnelWanted);
  const query = { step, from, to, page, pageSize: 20, ...(storeId && { storeId }), ...(code && { code }) };
  const list = useQuery({
    queryKey: ['care-funnel-rows', query],
    queryFn: () => api.careCalendar.funnelRows({ query }),
    enabled: wanted !== null,
    placeholderData: keepPreviousData,
  });
  return (
    <Layer
      open={wanted !== null}
      width={620}
      title={`${wanted?.label ? `${wanted.label} · ` : ''}${funnelStepLabel[step]}`}
      onClose={onClose}
      testId="funnel-layer"
    >
      <div className="funnel-layer-head">
        <span className="hint">{stepHint[step]}</span>
        <DownloadButton
          path="/staff/care-funnel/rows.csv"
          query={{ step, from, to, storeId, code }}
          fileName={`提醒漏斗-${funnelStepLabel[step]}-${from}-${to}.csv`}
          disabled={!list.data || list.data.total === 0}
        />
      </div>
      {list.isPending && wanted && <ListSkeleton rows={8} />}
      {list.isError && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.items.length === 0 && <Empty icon="funnel" title="这一步没有记录" />}
      <ul className={`funnel-rows ${list.isPlaceholderData ? 'dim' : ''}`}>
        {(list.data?.items ?? []).map((row, index) => (
          <li key={`${row.vehicleId}-${row.code}-${row.on}-${index.toString()}`} data-testid="funnel-row">
            <p className="row-gap">
              {row.ownerId ? (
                <Link to={`/owners/${row.ownerId}?vehicle=${row.vehicleId}`} className="strong">
                  {row.ownerName}
                </Link>
              ) : (
                <span className="strong">{row.ownerName || '没有车主'}</span>
              )}
              <span className="muted">
                {plateText(row.plate)} {row.model}
              </span>
              {row.channel && <Tag tone="blue">{channelLabel[row.channel]}</Tag>}
              {row.openedAt && <Tag tone="green">点开于 {whenShort(row.openedAt)}</Tag>}
              {row.visitId && <Link to={`/visits/${row.visitId}`}>到店记录</Link>}
            </p>
            <p className="hint">
              {shortDate(row.on)} · {row.rule}
              {row.why && ` · ${row.why}`}
            </p>
          </li>
        ))}
      </ul>
      {list.data && (
        <Pager
          page={list.data.page}
          pageSize={list.data.pageSize}
          total={list.data.total}
          onChange={(changes) => setPage(changes.page ?? 1)}
        />
      )}
    </Layer>
  );
}
