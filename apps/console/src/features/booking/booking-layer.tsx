import type { StaffBookingView } from '@cheban/contracts';
import { clockOf, whenWords } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { Layer } from '../../shared/ui/layer.js';
import { Facts } from '../../shared/ui/page.js';
import { PageSkeleton } from '../../shared/ui/skeleton.js';
import { ErrorState } from '../../shared/ui/states.js';
import { BookingTag, Tag } from '../../shared/ui/tag.js';
import { OwnerName } from '../owner/owner-name.js';
import { BookingActions, type BookingDialog } from './booking-actions.js';
import { useBooking } from './queries.js';

const sourceLabel: Record<StaffBookingView['source'], string> = {
  owner: '车主自助预约',
  reminder: '从提醒消息预约',
  staff: '门店代约',
  walk_in: '到店未预约',
};

/** One booking in a drawer, with its actions. `known` is what the list already has. */
export function BookingLayer({
  id,
  known,
  onClose,
  onDialog,
}: {
  id: string | null;
  known?: StaffBookingView | undefined;
  onClose(): void;
  onDialog(dialog: BookingDialog): void;
}) {
  const query = useBooking(id, known);
  const booking = query.data;
  return (
    <Layer
      open={id !== null}
      title="预约"
      onClose={onClose}
      testId="booking-layer"
      footer={booking && <BookingActions booking={booking} size="middle" onDialog={onDialog} />}
    >
      {query.isError && !booking && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && id !== null && <PageSkeleton blocks={[64, 180]} />}
      {booking && (
        <div className="stack">
          <div>
            <p className="row-gap" style={{ fontSize: 18, fontWeight: 600 }}>
              {plateText(booking.plate)} <BookingTag state={booking.state} />
              {booking.late && <Tag tone="red">迟到 {booking.lateMinutes} 分钟</Tag>}
              {booking.overbookReason !== null && <Tag tone="amber">超额</Tag>}
            </p>
            <p className="muted">{booking.model}</p>
          </div>
          <Facts
            rows={[
              ['时间', `${whenWords(booking.startsAt)} – ${clockOf(booking.endsAt)}`],
              ['服务', booking.serviceName],
              [
                '车主',
                <OwnerName key="owner" ownerId={booking.ownerId}>
                  {booking.ownerName}
                </OwnerName>,
              ],
              ['手机', booking.phoneMasked],
              ['服务顾问', booking.advisorName ?? '任一顾问'],
              ['工位', booking.bayName],
              ...(booking.technicianName ? ([['技师', booking.technicianName]] as const) : []),
              ...(booking.overbookReason !== null ? ([['超额原因', booking.overbookReason]] as const) : []),
              ['来源', sourceLabel[booking.source]],
              ['车主留言', booking.note || <span className="none">没有留言</span>],
            ]}
          />
          {booking.noShowCount > 0 && (
            <p className="small" style={{ color: 'var(--amber)' }}>
              这位车主有 {booking.noShowCount} 次约了未到，建议提前电话确认。
            </p>
          )}
        </div>
      )}
    </Layer>
  );
}
