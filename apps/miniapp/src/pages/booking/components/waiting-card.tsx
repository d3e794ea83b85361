import type { WaitingView } from '@cheban/contracts';
import { partOfDayLabel, waitingStateLabel } from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import { sayPlate } from '@/shared/format/number';
import { dateOf, sayDate, sayInstant } from '@/shared/format/when';
import { Button, Card, Countdown, Icon, Tag } from '@/shared/ui';

interface WaitingCardProps {
  waiting: WaitingView;
  /** Milliseconds since the epoch. */
  nowMs: number;
  /** When the view was asked for: the countdown starts there, whatever the clock of the phone says. */
  askedMs: number;
  onOffer: (holdId: string) => void;
  onLeave: (waiting: WaitingView) => void;
  onOver: () => void;
}

/** A place on a waiting list, or the slot that it has brought. */
export function WaitingCard({ waiting, nowMs, askedMs, onOffer, onLeave, onOver }: WaitingCardProps) {
  const { hold } = waiting;
  const today = dateOf(nowMs);
  const [from, to] = [sayDate(waiting.fromOn, today), sayDate(waiting.toOn, today)];
  const days = waiting.fromOn === waiting.toOn ? from : `${from} 至 ${to}`;
  return (
    <Card>
      <View className="cb-row cb-row--between cb-row--gap">
        <View className="cb-title cb-grow cb-num">
          {hold ? sayInstant(hold.startsAt, nowMs) : `${days} ${partOfDayLabel[waiting.partOfDay]}`}
        </View>
        <Tag tone={hold ? 'green' : 'brand'} icon="hourglass">
          {waitingStateLabel[waiting.state]}
        </Tag>
      </View>
      <View className="cb-muted">
        {waiting.serviceName} · {waiting.model}
        {waiting.plate ? ` ${sayPlate(waiting.plate)}` : ''}
      </View>
      <View className="cb-row cb-row--gap cb-small cb-muted">
        <Icon name="pin" size={15} ink="muted" />
        <View className="cb-grow">{waiting.storeName}</View>
      </View>
      <View className="waiting-text">{waiting.text}</View>
      {hold ? (
        <Button block size="medium" onClick={() => onOffer(hold.id)}>
          去确认，还剩 <Countdown untilMs={askedMs + hold.secondsLeft * 1000} onEnd={onOver} />
        </Button>
      ) : (
        <Button block kind="quiet" size="medium" onClick={() => onLeave(waiting)}>
          退出候补
        </Button>
      )}
    </Card>
  );
}
