import './my-day.css';
import type { StaffBookingView } from '@cheban/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../../app/api.js';
import { useMay, useStoreId, useWorkplace } from '../../app/me.js';
import type { BookingDialog } from '../../features/booking/booking-actions.js';
import {
  BookingDialogs,
  BookingLayer,
  CheckInLayer,
  NewBookingLayer,
} from '../../features/booking/on-demand.js';
import { dayWords, today } from '../../shared/format/time.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { ListSkeleton, PageSkeleton } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { agendaOf, dayFilters } from './agenda.js';
import { AgendaList } from './agenda-list.js';
import { CarsPanel } from './cars-panel.js';
import { CasesPanel } from './cases-panel.js';
import { Counters } from './counters.js';
import { RescuesPanel } from './rescues-panel.js';

const filterTitle = { confirm: '待确认的预约', arriving: '待到店', late: '已超时' } as const;

export default function MyDayPage() {
  const storeId = useStoreId();
  const { me } = useWorkplace();
  const may = useMay();
  const filters = useUrlFilters();
  const [search] = useSearchParams();
  const filter = filters.oneOf('f', dayFilters);
  const openBooking = search.get('booking');
  const [dialog, setDialog] = useState<BookingDialog | null>(null);
  const [checkIn, setCheckIn] = useState(false);
  const [newBooking, setNewBooking] = useState(false);
  const day = useQuery({
    queryKey: ['my-day', storeId],
    queryFn: () => api.staffBooking.myDay({ query: { storeId } }),
    placeholderData: keepPreviousData,
    // Live events refresh it; this catches what they cannot tell: that time has passed.
    refetchInterval: 60_000,
  });
  const data = day.data;
  const mayAnswer = may('booking.manage');
  const agenda = useMemo(() => (data ? agendaOf(data, filter, mayAnswer) : []), [data, filter, mayAnswer]);
  // A technician's day is the cars in the workshop; what comes later stands after them.
  const atTheCar = may('report.sign') && !mayAnswer;
  const show = (booking: StaffBookingView) => filters.set({ booking: booking.id });
  const known = data?.bookings.concat(data.toConfirm).find((entry) => entry.id === openBooking);
  const lateVisits = data?.visits.filter((visit) => visit.overdue) ?? [];

  return (
    <>
      <PageHead
        tab="我的一天"
        title={`${me.name}，您好`}
        sub={data ? `${dayWords(data.on)} ${data.on.slice(5).replace('-', '月')}日` : `${dayWords(today())}`}
        actions={
          <>
            {may('booking.manage') && (
              <Button data-testid="new-booking-open" onClick={() => setNewBooking(true)}>
                新建预约
              </Button>
            )}
            {may('visit.manage') && (
              <Button type="primary" data-testid="check-in-open" onClick={() => setCheckIn(true)}>
                到店接车
              </Button>
            )}
          </>
        }
      />
      {day.isError && !data ? (
        <Panel>
          <ErrorState error={day.error} onRetry={() => void day.refetch()} />
        </Panel>
      ) : (
        <>
          {data && <RescuesPanel rescues={data.rescues} />}
          <Counters counters={data?.counters} filter={filter} />
          <div className={`day-columns ${atTheCar ? 'cars-first' : ''}`}>
            <Panel
              flush
              title={filter ? filterTitle[filter] : '今日安排'}
              extra={
                filter && (
                  <Button size="small" onClick={() => filters.set({ f: undefined })}>
                    查看全部
                  </Button>
                )
              }
            >
              {!data && <ListSkeleton rows={14} height={30} />}
              {data && agenda.length > 0 && (
                <AgendaList bookings={agenda} onOpen={show} onDialog={setDialog} today={data.on} />
              )}
              {data && agenda.length === 0 && filter === 'late' && lateVisits.length > 0 && (
                <Empty icon="car" title="预约都准时" text="超过承诺时间的是在店车辆，见「在店车辆」。" />
              )}
              {data && agenda.length === 0 && !(filter === 'late' && lateVisits.length > 0) && (
                <Empty
                  icon="day"
                  title={filter ? '这一栏已经清空' : '今天还没有预约'}
                  text={
                    filter ? '辛苦了，可以看看其他安排。' : '车主从提醒消息或小程序预约后会自动出现在这里。'
                  }
                  action={
                    filter ? (
                      <Button onClick={() => filters.set({ f: undefined })}>查看今日安排</Button>
                    ) : (
                      may('booking.manage') && <Button onClick={() => setNewBooking(true)}>代车主预约</Button>
                    )
                  }
                />
              )}
            </Panel>
            <div className="stack day-cars">
              {data ? (
                <>
                  <CarsPanel visits={filter === 'late' ? lateVisits : data.visits} />
                  {may('case.read') && <CasesPanel cases={data.cases} />}
                </>
              ) : (
                <PageSkeleton blocks={[220, 120]} />
              )}
            </div>
          </div>
        </>
      )}
      <BookingLayer
        id={openBooking}
        known={known}
        onClose={() => filters.set({ booking: undefined })}
        onDialog={setDialog}
      />
      <BookingDialogs dialog={dialog} onClose={() => setDialog(null)} />
      <CheckInLayer open={checkIn} onClose={() => setCheckIn(false)} />
      <NewBookingLayer open={newBooking} onClose={() => setNewBooking(false)} />
    </>
  );
}
