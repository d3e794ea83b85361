import './calendar.css';
import type { CalendarRow } from '@cheban/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useStoreId } from '../../app/me.js';
import { useRules } from '../../features/care/queries.js';
import { dayWords, isBusinessDate, today } from '../../shared/format/time.js';
import { count } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { DownloadButton } from '../../shared/ui/download-button.js';
import { ListPanel } from '../../shared/ui/list-panel.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { Bone } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { CalendarCard, CalendarLayer, calendarColumns } from './calendar/rows.js';
import { DayStrip } from './calendar/strip.js';
import { saySummary } from './calendar/summary.js';

const outcomes = ['told', 'held'] as const;

export default function CalendarPage() {
  const storeId = useStoreId();
  const filters = useUrlFilters();
  const [open, setOpen] = useState<CalendarRow | null>(null);
  const rules = useRules();
  const asked = filters.get('on');
  const on = isBusinessDate(asked) ? asked : today();
  const outcome = filters.oneOf('outcome', outcomes) ?? 'told';
  const code = filters.get('rule');
  const month = useQuery({
    queryKey: ['care-calendar', storeId],
    queryFn: () => api.careCalendar.month({ query: { storeId, days: 30 } }),
  });
  const wanted = { storeId, on, outcome, ...(code && { code }) };
  const list = usePageQuery('care-day', filters, wanted, (query) => api.careCalendar.day({ query }));
  const ruleName = rules.data?.items.find((rule) => rule.code === code)?.name;
  const figures = list.data;
  return (
    <>
      <PageHead
        tab="发送日历"
        title="发送日历"
        sub="今后 30 天每天谁会收到什么、谁暂缓、为什么。和真正发送用的是同一套判断。"
      />
      <Panel>
        {month.isPending && <Bone height={132} />}
        {month.isError && !month.data && (
          <ErrorState error={month.error} onRetry={() => void month.refetch()} />
        )}
        {month.data && (
          <>
            <DayStrip
              days={month.data.days}
              today={month.data.today}
              chosen={on}
              onChoose={(next) => filters.set({ on: next === today() ? undefined : next })}
            />
            <p className="hint strip-words">{saySummary(month.data.days)}</p>
          </>
        )}
      </Panel>
      <ListPanel<CalendarRow>
        label={outcome === 'told' ? '会收到的车主' : '暂缓或不发的车主'}
        testId="calendar-row"
        title={dayWords(on)}
        extra={
          <DownloadButton
            path="/staff/care-calendar/day.csv"
            query={wanted}
            fileName={`发送日历-${on}-${outcome === 'told' ? '会收到' : '暂缓'}.csv`}
            disabled={!figures || figures.total === 0}
          />
        }
        query={list}
        filters={filters}
        bar={
          <>
            <Segmented
              aria-label="会收到还是暂缓"
              value={outcome}
              options={[
                { value: 'told', label: `会收到 ${figures ? count(figures.told) : ''}` },
                { value: 'held', label: `暂缓或不发 ${figures ? count(figures.held) : ''}` },
              ]}
              onChange={(value) => filters.set({ outcome: value === 'told' ? undefined : value })}
            />
            <Select
              aria-label="规则"
              placeholder="全部规则"
              allowClear
              showSearch
              optionFilterProp="label"
              style={{ minWidth: 160 }}
              value={code ?? null}
              options={(rules.data?.items ?? []).map((rule) => ({ value: rule.code, label: rule.name }))}
              onChange={(value) => filters.set({ rule: value ?? undefined })}
            />
          </>
        }
        empty={
          <Empty
            icon="calendar"
            title={
              outcome === 'told'
                ? `${dayWords(on)}没有要发的${ruleName ?? '消息'}`
                : `${dayWords(on)}没有被拦下的${ruleName ?? '消息'}`
            }
            text="换一天看看，或检查规则是否启用。"
            action={
              <div className="row-gap">
                {outcome === 'told' && figures !== undefined && figures.held > 0 && (
                  <Button onClick={() => filters.set({ outcome: 'held' })}>
                    看暂缓或不发的 {count(figures.held)} 条
                  </Button>
                )}
                {code && <Button onClick={() => filters.set({ rule: undefined })}>看全部规则</Button>}
              </div>
            }
          />
        }
        rowKey={(row) => `${row.ownerId}-${row.vehicleId}-${row.at}-${row.rules[0]?.code ?? row.title}`}
        columns={calendarColumns(outcome)}
        onOpen={setOpen}
        card={(row) => <CalendarCard row={row} onOpen={() => setOpen(row)} />}
      />
      <CalendarLayer row={open} onClose={() => setOpen(null)} />
    </>
  );
}
