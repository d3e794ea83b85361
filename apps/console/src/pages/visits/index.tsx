import type { StaffVisitView } from '@cheban/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '../../app/api.js';
import { useMay, useStoreId } from '../../app/me.js';
import { CheckInLayer } from '../../features/booking/on-demand.js';
import { isBusinessDate, today, whenShort } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { type Column, DataList } from '../../shared/ui/data-list.js';
import { DayNav } from '../../shared/ui/day-nav.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { PromiseClock } from '../../shared/ui/promise-clock.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { GradeTag, StepTag, Tag } from '../../shared/ui/tag.js';

function ReportTag({ visit }: { visit: StaffVisitView }) {
  if (visit.report?.signedAt) return <GradeTag grade={visit.report.grade} />;
  return <Tag tone={visit.report ? 'blue' : 'amber'}>{visit.report ? '已填未签' : '待检测'}</Tag>;
}

const promise = (visit: StaffVisitView) => (
  <PromiseClock at={visit.promisedAt} done={visit.handedOverAt !== null} />
);

const columns: Column<StaffVisitView>[] = [
  {
    key: 'plate',
    title: '车辆',
    render: (visit) => (
      <Link to={`/visits/${visit.id}`} className="strong">
        {plateText(visit.plate)} <span className="muted">{visit.model}</span>
      </Link>
    ),
  },
  { key: 'step', title: '进度', width: '110px', render: (visit) => <StepTag step={visit.step} /> },
  { key: 'promise', title: '承诺交车', width: '220px', render: promise },
  { key: 'report', title: '三项数据', width: '110px', render: (visit) => <ReportTag visit={visit} /> },
  { key: 'service', title: '服务', minor: true, render: (visit) => visit.serviceName },
  { key: 'owner', title: '车主', width: '110px', render: (visit) => visit.ownerName },
  { key: 'advisor', title: '服务顾问', width: '100px', render: (visit) => visit.advisorName ?? '—' },
  { key: 'tech', title: '技师', width: '100px', minor: true, render: (visit) => visit.technicianName ?? '—' },
  {
    key: 'arrived',
    title: '接车',
    width: '120px',
    align: 'right',
    render: (visit) => whenShort(visit.arrivedAt),
  },
];

export default function VisitsPage() {
  const storeId = useStoreId();
  const navigate = useNavigate();
  const may = useMay();
  const filters = useUrlFilters();
  const wanted = filters.get('on');
  const on = isBusinessDate(wanted) ? wanted : undefined;
  const [checkIn, setCheckIn] = useState(false);
  const query = useQuery({
    queryKey: ['visits', storeId, on ?? 'now'],
    queryFn: () => api.workshop.list({ query: { storeId, ...(on && { on }) } }),
    placeholderData: keepPreviousData,
    refetchInterval: 120_000,
  });
  const visits = query.data?.items ?? [];
  const late = visits.filter((visit) => visit.overdue && !visit.handedOverAt).length;
  return (
    <>
      <PageHead
        tab="车间"
        title="车间"
        sub={query.data && `${visits.length} 辆车${late > 0 ? `，${late} 辆已超过承诺时间` : ''}`}
        actions={
          <>
            <Button onClick={() => void navigate('/visits/reception')}>接待大屏</Button>
            {may('visit.manage') && (
              <Button type="primary" data-testid="check-in-open" onClick={() => setCheckIn(true)}>
                到店接车
              </Button>
            )}
          </>
        }
      />
      <Panel flush>
        <div className="filters">
          <Segmented
            aria-label="范围"
            value={on ? 'day' : 'now'}
            options={[
              { value: 'now', label: '在店车辆' },
              { value: 'day', label: '按日期' },
            ]}
            onChange={(value) => filters.set({ on: value === 'day' ? today() : undefined })}
          />
          {on && <DayNav on={on} onChange={(next) => filters.set({ on: next })} />}
        </div>
        {query.isPending && <ListSkeleton />}
        {query.isError && !query.data && (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.data && visits.length === 0 && (
          <Empty
            icon="car"
            title={on ? '这一天没有进厂车辆' : '车间里没有车'}
            text={on ? '换一天看看。' : '接车后，进度和承诺时间会显示在这里，车主同步可见。'}
            action={!on && may('visit.manage') && <Button onClick={() => setCheckIn(true)}>到店接车</Button>}
          />
        )}
        {visits.length > 0 && (
          <DataList
            label="工单"
            testId="visit-row"
            rows={visits}
            rowKey={(visit) => visit.id}
            columns={columns}
            dim={query.isPlaceholderData}
            onOpen={(visit) => void navigate(`/visits/${visit.id}`)}
            card={(visit) => (
              <Link to={`/visits/${visit.id}`} style={{ display: 'block', color: 'inherit' }}>
                <div className="card-top">
                  <span className="card-title">{plateText(visit.plate)}</span>
                  <StepTag step={visit.step} />
                </div>
                <div className="card-line small">
                  {[visit.model, visit.serviceName, visit.ownerName].join(' · ')}
                </div>
                <div className="card-line">
                  {promise(visit)}
                  <ReportTag visit={visit} />
                </div>
              </Link>
            )}
          />
        )}
      </Panel>
      <CheckInLayer open={checkIn} onClose={() => setCheckIn(false)} />
    </>
  );
}
