import './board.css';
import './week.css';
import type { StaffBookingView } from '@cheban/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { api } from '../../app/api.js';
import { useMay, useStoreId } from '../../app/me.js';
import type { BookingDialog } from '../../features/booking/booking-actions.js';
import type { WantedPlace } from '../../features/booking/new-booking-layer.js';
import {
  BookingDialogs,
  BookingLayer,
  CheckInLayer,
  NewBookingLayer,
} from '../../features/booking/on-demand.js';
import type { PickedCar } from '../../features/booking/owner-pick.js';
import { useStore } from '../../features/store/queries.js';
import { serverNow } from '../../shared/format/now.js';
import {
  type BusinessDate,
  dateOfInstant,
  instantAt,
  isBusinessDate,
  today,
} from '../../shared/format/time.js';
import { usePhone } from '../../shared/hooks/use-phone.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { DayNav } from '../../shared/ui/day-nav.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { PageSkeleton } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { ConflictList } from './conflict-list.js';
import { DayGrid } from './day-grid.js';
import { DayStrip } from './day-strip.js';
import { HourList } from './hour-list.js';
import { clockText } from './layout.js';
import { EmptyBaysLayer, type Move, MoveDialog, WaitingLayer } from './on-demand.js';
import { columnOf, columnsOf, type Grouping, mondayOf, NOBODY, type Place, refusalOf } from './place.js';
import { WeekGrid } from './week-grid.js';

const groupings = ['bay', 'advisor'] as const;
const spans = ['day', 'week'] as const;

/** The form of a new booking, and what it already knows. */
interface NewBooking {
  n: number;
  car?: PickedCar;
  serviceId?: string;
  wanted?: WantedPlace;
}

export default function BoardPage() {
  const storeId = useStoreId();
  const may = useMay();
  const phone = usePhone();
  const filters = useUrlFilters();
  const { store } = useStore();
  const picked = filters.get('on');
  const on = isBusinessDate(picked) ? picked : today();
  const by: Grouping = filters.oneOf('by', groupings) ?? 'bay';
  const span = filters.oneOf('view', spans) ?? 'day';
  // A phone shows one day, below a strip of the week that says how full each day is.
  const week = phone || span === 'week';
  const first = week ? mondayOf(on) : on;
  const openBooking = filters.get('booking') ?? null;
  const [dialog, setDialog] = useState<BookingDialog | null>(null);
  const [creating, setCreating] = useState<NewBooking | null>(null);
  const [move, setMove] = useState<Move | null>(null);
  const [layer, setLayer] = useState<'waiting' | 'empty' | 'check-in' | null>(null);
  const query = useQuery({
    queryKey: ['board', storeId, first, week ? 7 : 1, by],
    queryFn: () => api.staffBooking.board({ query: { storeId, on: first, days: week ? 7 : 1, by } }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  const board = query.data;
  const bookings = useMemo(
    () => (board?.bookings ?? []).filter((entry) => entry.state !== 'cancelled'),
    [board],
  );
  const columns = useMemo(() => (board ? columnsOf(board, board.by) : []), [board]);
  const ofDay = bookings.filter((entry) => dateOfInstant(entry.startsAt) === on);
  const day = board?.days.find((entry) => entry.on === on);
  const manage = may('booking.manage');
  const open = (id: string) => filters.set({ booking: id });
  const goTo = (next: BusinessDate) => filters.set({ on: next === today() ? undefined : next });
  const create = (known: Omit<NewBooking, 'n'> = {}) => setCreating({ n: Date.now(), ...known });
  const startOf = ({ on: date, minute }: Place) => instantAt(date, clockText(minute));
  const nameOf = (id: string) => columns.find((column) => column.id === id)?.name ?? '';
  const refusal = (booking: StaffBookingView, place: Place) =>
    board
      ? refusalOf(
          board,
          board.by,
          booking,
          place,
          store?.services.find((entry) => entry.id === booking.serviceId),
          startOf(place),
          serverNow(),
        )
      : null;
  const grid = board && {
    board,
    by: board.by,
    bookings,
    columns,
    mayMove: manage,
    refusal,
    onOpen: open,
    onMove: (booking: StaffBookingView, place: Place) =>
      setMove({
        booking,
        startsAt: startOf(place),
        body:
          board.by === 'bay'
            ? { bayId: place.column }
            : { advisorId: place.column === NOBODY ? null : place.column },
        columnName: nameOf(place.column),
        fromName: nameOf(columnOf(booking, board.by)),
        refusal: refusal(booking, place),
      }),
    onNew: (place: Place) =>
      create({
        wanted: {
          startsAt: startOf(place),
          name: nameOf(place.column),
          ...(board.by === 'bay'
            ? { bayId: place.column }
            : place.column !== NOBODY && { advisorId: place.column }),
        },
      }),
  };

  return (
    <>
      <PageHead
        tab="预约看板"
        title="预约看板"
        sub={[day?.holiday, day?.note, `${(week && !phone ? bookings : ofDay).length} 个预约`]
          .filter(Boolean)
          .join(' · ')}
        actions={
          <>
            <Button data-testid="board-waiting" onClick={() => setLayer('waiting')}>
              候补{board && board.waitingCount > 0 ? ` ${board.waitingCount}` : ''}
            </Button>
            {manage && (
              <Button data-testid="board-empty-bays" onClick={() => setLayer('empty')}>
                填满空工位
              </Button>
            )}
            {may('visit.manage') && (
              <Button
                className="accent-button"
                data-testid="board-walk-in"
                onClick={() => setLayer('check-in')}
              >
                到店接车
              </Button>
            )}
            {manage && (
              <Button type="primary" data-testid="new-booking-open" onClick={() => create()}>
                新建预约
              </Button>
            )}
          </>
        }
      />
      {board && (
        <ConflictList conflicts={board.conflicts} bookings={bookings} onOpen={open} onDialog={setDialog} />
      )}
      <Panel flush>
        <div className="filters">
          <DayNav on={on} onChange={goTo} step={week && !phone ? 7 : 1} />
          {!phone && (
            <>
              <Segmented
                aria-label="看一天还是一周"
                value={span}
                options={[
                  { value: 'day', label: '日' },
                  { value: 'week', label: '周' },
                ]}
                onChange={(value) => filters.set({ view: value === 'day' ? undefined : value })}
              />
              <Segmented
                aria-label="分列方式"
                value={by}
                options={[
                  { value: 'bay', label: '按工位' },
                  { value: 'advisor', label: '按顾问' },
                ]}
                onChange={(value) => filters.set({ by: value === 'bay' ? undefined : value })}
              />
              {manage && (
                <span className="hint board-hint">
                  拖动卡片改期；键盘：选中卡片按 M 拿起，方向键移动，回车放下
                </span>
              )}
            </>
          )}
        </div>
        {query.isError && !board && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {!board && query.isPending && <PageSkeleton blocks={[40, 420]} />}
        {board && phone && <DayStrip days={board.days} on={on} onChange={goTo} />}
        {board && phone && (
          <HourList
            bookings={ofDay}
            conflicts={new Set(board.conflicts.map(({ bookingId }) => bookingId))}
            onOpen={open}
            onDialog={setDialog}
          />
        )}
        {grid && !phone && columns.length > 0 && span === 'day' && <DayGrid {...grid} on={on} />}
        {grid && !phone && columns.length > 0 && span === 'week' && (
          <WeekGrid
            {...grid}
            onDay={(next) => filters.set({ on: next === today() ? undefined : next, view: undefined })}
          />
        )}
        {board && (columns.length === 0 || (phone && ofDay.length === 0)) && (
          <Empty
            icon="board"
            title={day && !day.open ? '当天不营业' : '这一天还没有预约'}
            text={columns.length === 0 ? '请先在门店设置里添加工位。' : '可以代车主预约，或换一天看看。'}
            action={manage && <Button onClick={() => create()}>新建预约</Button>}
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
      <CheckInLayer open={layer === 'check-in'} onClose={() => setLayer(null)} />
      <WaitingLayer
        open={layer === 'waiting'}
        onClose={() => setLayer(null)}
        onBook={(car, serviceId) => {
          setLayer(null);
          create({ car, serviceId });
        }}
      />
      <EmptyBaysLayer open={layer === 'empty'} onClose={() => setLayer(null)} />
      {move && <MoveDialog move={move} onClose={() => setMove(null)} />}
      {creating && (
        <NewBookingLayer
          key={creating.n}
          open
          car={creating.car}
          serviceId={creating.serviceId}
          wanted={creating.wanted}
          onClose={() => setCreating(null)}
        />
      )}
    </>
  );
}
