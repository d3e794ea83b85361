import type { WaitingView } from '@cheban/contracts';
import { partOfDayLabel, waitingStateLabel } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '../../app/api.js';
import { useMay, useStoreId } from '../../app/me.js';
import { countdownText } from '../../features/booking/countdown.js';
import type { PickedCar } from '../../features/booking/owner-pick.js';
import { dayWords, whenWords } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { useNow } from '../../shared/hooks/use-now.js';
import { Layer } from '../../shared/ui/layer.js';
import { OwnerLink } from '../../shared/ui/owner-link.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';

const daysOf = ({ fromOn, toOn }: WaitingView) =>
  fromOn === toOn ? dayWords(fromOn) : `${dayWords(fromOn)} 至 ${dayWords(toOn)}`;

/** What is left of the offer somebody has not answered yet. */
function OfferLeft({ hold }: { hold: NonNullable<WaitingView['hold']> }) {
  const now = useNow(1_000);
  const left = (Date.parse(hold.expiresAt) - now) / 1_000;
  if (left <= 0) return <>邀约已到期，正在问下一位</>;
  return (
    <>
      已留 {whenWords(hold.startsAt)}，还有 {countdownText(left)}
    </>
  );
}

/** Who waits for a slot, in turn. A freed slot is offered to them one by one by itself; staff may book for anybody. */
export function WaitingLayer({
  open,
  onClose,
  onBook,
}: {
  open: boolean;
  onClose(): void;
  onBook(car: PickedCar, serviceId: string): void;
}) {
  const storeId = useStoreId();
  const may = useMay();
  const query = useQuery({
    queryKey: ['waiting', storeId],
    queryFn: () => api.staffBooking.waiting({ query: { storeId } }),
    enabled: open,
  });
  const items = query.data?.items ?? [];
  return (
    <Layer open={open} title="候补名单" onClose={onClose} testId="waiting-layer" width={520}>
      <p className="hint" style={{ marginBottom: 12 }}>
        有空位时，系统按先后逐位邀约，并为每位留住时段；也可以直接代约。
      </p>
      {query.isError && !query.data && (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && <ListSkeleton rows={4} />}
      {query.data && items.length === 0 && (
        <Empty icon="clock" title="现在没有人候补" text="时段约满后，车主可以在小程序里候补。" />
      )}
      <ul className="board-rows">
        {items.map((item) => (
          <li key={item.id} data-testid={`waiting-${item.id}`}>
            <div className="card-top">
              <strong>
                {plateText(item.plate)} <span className="muted">{item.model}</span>
              </strong>
              <Tag tone={item.hold ? 'amber' : 'blue'} icon={item.hold ? 'lock' : 'clock'}>
                {waitingStateLabel[item.state]}
              </Tag>
            </div>
            <p>
              <OwnerLink of={item} />
            </p>
            <p className="muted">
              {item.serviceName} · {daysOf(item)} · {partOfDayLabel[item.partOfDay]}
              {item.advisorName && ` · ${item.advisorName}`}
            </p>
            <div className="board-row-foot">
              <span className="small num">
                {item.hold ? (
                  <OfferLeft hold={item.hold} />
                ) : item.ahead === 0 ? (
                  '排在第一位'
                ) : (
                  `前面还有 ${item.ahead} 位`
                )}
                {item.offers > 0 && ` · 已邀约 ${item.offers} 次`}
              </span>
              {may('booking.manage') && (
                <Button
                  size="small"
                  onClick={() =>
                    onBook(
                      {
                        ownerId: item.ownerId,
                        vehicleId: item.vehicleId,
                        ownerName: item.ownerName,
                        plate: item.plate,
                        model: item.model,
                      },
                      item.serviceId,
                    )
                  }
                >
                  代约
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Layer>
  );
}
