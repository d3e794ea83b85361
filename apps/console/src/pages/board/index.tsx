import './board.css';
import type { BoardView } from '@cheban/contracts';
import type { BayKind } from '@cheban/contracts/constants';
import { bayKindLabel } from '@cheban/contracts/constants';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { api } from '../../app/api.js';
import { useMay, useStoreId } from '../../app/me.js';
import type { BookingDialog } from '../../features/booking/booking-actions.js';
import { BookingDialogs, BookingLayer, NewBookingLayer } from '../../features/booking/on-demand.js';
import { isBusinessDate, today } from '../../shared/format/time.js';
import { usePhone } from '../../shared/hooks/use-phone.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { DayNav } from '../../shared/ui/day-nav.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { PageSkeleton } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { BoardGrid } from './board-grid.js';
import { HourList } from './hour-list.js';
import type { Column } from './layout.js';

const groupings = ['bay', 'advisor'] as const;
type Grouping = (typeof groupings)[number];

/** Bookings without an advisor stand in a column of their own. */
const NOBODY = 'nobody';

function columnsOf(board: BoardView, grouping: Grouping): Column[] {
  if (grouping === 'bay') {
    return board.bays.map((bay) => ({
      id: bay.id,
      name: bay.name,
      note: bayKindLabel[bay.kind as BayKind] ?? '',
    }));
  }
  const open = board.bookings.some((booking) => booking.advisorId === null);
  const known = new Set(board.advisors.map((advisor) => advisor.id));
  const former = board.bookings.flatMap((booking) =>
    booking.advisorId && !known.has(booking.advisorId)
      ? [{ id: booking.advisorId, name: booking.advisorName ?? '', note: '' }]
      : [],
  );
  return [
    ...board.advisors.map((advisor) => ({ id: advisor.id, name: advisor.name, note: '服务顾问' })),
    ...[...new Map(former.map((entry) => [entry.id, entry])).values()],
    ...(open ? [{ id: NOBODY, name: '任一顾问', note: '待分配' }] : []),
  ];
}

export default function BoardPage() {
  const storeId = useStoreId();
  const may = useMay();
  const phone = usePhone();
  const filters = useUrlFilters();
  const wanted = filters.get('on');
  const on = isBusinessDate(wanted) ? wanted : today();
  const grouping = filters.oneOf('by', groupings) ?? 'bay';
  const openBooking = filters.get('booking') ?? null;
  const [dialog, setDialog] = useState<BookingDialog | null>(null);
  const [newBooking, setNewBooking] = useState(false);
  const query = useQuery({
    queryKey: ['board', storeId, on],
    queryFn: () => api.staffBooking.board({ query: { storeId, on } }),
    placeholderData: keepPreviousData,
    refetchInterval: 120_000,
  });
  const board = query.data;
  const bookings = useMemo(
    () => (board?.bookings ?? []).filter((entry) => entry.state !== 'cancelled'),
    [board],
  );
  const columns = useMemo(() => (board ? columnsOf(board, grouping) : []), [board, grouping]);
  const open = (id: string) => filters.set({ booking: id });

  return (
    <>
      <PageHead
        tab="预约看板"
        title="预约看板"
        sub={board?.holiday ? `${board.holiday}` : `${bookings.length} 个预约`}
        actions={
          may('booking.manage') && (
            <Button type="primary" data-testid="new-booking-open" onClick={() => setNewBooking(true)}>
              新建预约
            </Button>
          )
        }
      />
      <Panel flush>
        <div className="filters">
          <DayNav on={on} onChange={(next) => filters.set({ on: next === today() ? undefined : next })} />
          {!phone && (
            <Segmented
              aria-label="分列方式"
              value={grouping}
              options={[
                { value: 'bay', label: '按工位' },
                { value: 'advisor', label: '按顾问' },
              ]}
              onChange={(value) => filters.set({ by: value === 'bay' ? undefined : value })}
            />
          )}
        </div>
        {query.isError && !board && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {!board && query.isPending && <PageSkeleton blocks={[40, 420]} />}
        {board && phone && <HourList bookings={bookings} onOpen={open} onDialog={setDialog} />}
        {board && !phone && columns.length > 0 && (
          <BoardGrid
            board={board}
            bookings={bookings}
            columns={columns}
            columnOf={(booking) => (grouping === 'bay' ? booking.bayId : (booking.advisorId ?? NOBODY))}
            isToday={on === today()}
            mayMove={may('booking.manage')}
            moveTo={(column) =>
              grouping === 'bay' ? { bayId: column } : { advisorId: column === NOBODY ? null : column }
            }
            onOpen={open}
          />
        )}
        {board && (columns.length === 0 || (phone && bookings.length === 0)) && (
          <Empty
            icon="board"
            title={board.opensAt === null ? '当天不营业' : '这一天还没有预约'}
            text={columns.length === 0 ? '请先在门店设置里添加工位。' : '可以代车主预约，或换一天看看。'}
            action={may('booking.manage') && <Button onClick={() => setNewBooking(true)}>新建预约</Button>}
          />
        )}
      </Panel>
      <BookingLayer
        id={openBooking}
        known={bookings.find((entry) => entry.id === openBooking)}
        onClose={() => filters.set({ booking: undefined })}
        onDialog={setDialog}
      />
      <BookingDialogs dialog={dialog} onClose={() => setDialog(null)} />
      <NewBookingLayer open={newBooking} onClose={() => setNewBooking(false)} />
    </>
  );
}
