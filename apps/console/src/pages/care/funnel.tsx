import './funnel.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { addDays, isBusinessDate, shortDate, today } from '../../shared/format/time.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { DateField } from '../../shared/ui/day-nav.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { Breakdown, type Way, wayLabel, ways } from './funnel/breakdown.js';
import { type FunnelView, type Step, sayFunnel, weekWithin } from './funnel/figures.js';
import { FunnelChart } from './funnel/funnel-chart.js';
import { FunnelRowsLayer, type FunnelWanted } from './funnel/rows-layer.js';

export default function FunnelPage() {
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const by = filters.oneOf('by', ways) ?? 'rule';
  const [open, setOpen] = useState<FunnelWanted | null>(null);
  const dateOf = (name: string, fallback: string) => {
    const value = filters.get(name);
    return isBusinessDate(value) ? value : fallback;
  };
  const to = dateOf('to', today());
  const from = dateOf('from', addDays(to, -29));
  const query = { ...scope, from, to, by };
  const funnel = useQuery({
    queryKey: ['care-funnel', query],
    queryFn: () => api.careCalendar.funnel({ query }),
    enabled: from <= to,
    placeholderData: keepPreviousData,
  });
  const view = funnel.data;
  const range = (label: string, days: number) => {
    const active = to === today() && from === addDays(today(), 1 - days);
    return (
      <Button
        aria-pressed={active}
        className={active ? 'accent-button' : ''}
        onClick={() =>
          filters.set({ from: days === 30 ? undefined : addDays(today(), 1 - days), to: undefined })
        }
      >
        {label}
      </Button>
    );
  };
  const openStep = (step: Step) => setOpen({ step, label: '', from, to, ...scope });
  function openRow(row: FunnelView['rows'][number], step: Step) {
    const base = { step, label: row.label, from, to, ...scope };
    if (by === 'rule') setOpen({ ...base, code: row.key });
    else if (by === 'store') setOpen({ ...base, storeId: row.key });
    else {
      setOpen({ ...base, ...weekWithin(row.key, { from, to }) });
    }
  }
  return (
    <>
      <PageHead
        tab="提醒漏斗"
        title="提醒漏斗"
        sub="从计划到到店，一步步看提醒有没有用。点任何数字，看到背后的车主。"
      />
      <Panel flush>
        <div className="filters">
          {range('近 30 天', 30)}
          {range('近 90 天', 90)}
          <DateField placeholder="从" value={from} onChange={(on) => filters.set({ from: on })} />
          <DateField placeholder="到" value={to} onChange={(on) => filters.set({ to: on })} />
          <ScopeSelect filters={filters} />
        </div>
        {from > to && <p className="funnel-words text-red">开始日期要早于结束日期。</p>}
        {funnel.isPending && from <= to && <ListSkeleton rows={6} height={26} />}
        {funnel.isError && !view && <ErrorState error={funnel.error} onRetry={() => void funnel.refetch()} />}
        {view && (
          <div className={funnel.isPlaceholderData ? 'dim' : ''}>
            <p className="funnel-words" data-testid="funnel-words">
              {shortDate(from)} 至 {shortDate(to)}，{sayFunnel(view.total)}
            </p>
            <FunnelChart counts={view.total} onOpen={openStep} />
          </div>
        )}
      </Panel>
      {view && (
        <Panel
          flush
          title="分开看"
          extra={
            <Segmented<Way>
              aria-label="分开看"
              value={by}
              options={ways.map((value) => ({ value, label: wayLabel[value] }))}
              onChange={(value) => filters.set({ by: value === 'rule' ? undefined : value })}
            />
          }
        >
          {view.rows.length === 0 ? (
            <Empty
              icon="funnel"
              title="这段时间没有提醒"
              text="放宽日期，或启用更多规则。"
              action={<Button href="/care/rules">去看规则</Button>}
            />
          ) : (
            <Breakdown rows={view.rows} by={by} onOpen={openRow} />
          )}
        </Panel>
      )}
      <FunnelRowsLayer
        key={open ? JSON.stringify(open) : 'none'}
        wanted={open}
        onClose={() => setOpen(null)}
      />
    </>
  );
}
