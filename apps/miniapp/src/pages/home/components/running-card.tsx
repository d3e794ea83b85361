import type { HomeCarView } from '@cheban/contracts';
import { bookingStateLabel, visitStepLabel } from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import { clockOf, dateOf, sayDay, sayInstant, sayTime } from '@/shared/format/when';
import { a11y, Button, Icon } from '@/shared/ui';

type Running = HomeCarView['running'][number];

interface RunningCardProps {
  running: Running;
  /** Milliseconds since the epoch. */
  nowMs: number;
  onOpen: () => void;
  onFreeMove: () => void;
}

function words(running: Running, nowMs: number): { state: string; title: string; note: string } {
  if (running.type === 'booking') {
    return {
      state: bookingStateLabel[running.state],
      title: `${sayInstant(running.startsAt, nowMs)} 到店`,
      note: `${running.title} · ${running.storeName}`,
    };
  }
  const note = `${running.title} · ${running.storeName}`;
  // Work stands still until the owner has said yes or no.
  if (running.quotesWaiting) return { state: '去确认', title: '有报价等您确认', note };
  const at = running.promisedAt;
  const today = dateOf(nowMs);
  const day = at && dateOf(Date.parse(at)) !== today ? `${sayDay(dateOf(Date.parse(at)), today)} ` : '';
  return {
    state: visitStepLabel[running.step],
    title:
      running.step === 'ready'
        ? '爱车已备好，随时可取'
        : at
          ? `${day}${sayTime(clockOf(at))} 前交车`
          : '正在为您的爱车服务',
    note,
  };
}

/** What is going on right now; always on top of everything. Bad weather adds the free other time below. */
export function RunningCard({ running, nowMs, onOpen, onFreeMove }: RunningCardProps) {
  const { state, title, note } = words(running, nowMs);
  const free = running.type === 'booking' ? running.freeReschedule : null;
  const asks = running.type === 'visit' && Boolean(running.quotesWaiting);
  return (
    <View className={`home-running${asks ? ' home-running--asks' : ''}`}>
      <View className="home-running__main" onClick={onOpen} hoverClass="cb-pressed" {...a11y('button')}>
        <View className="home-running__mark">
          <Icon name={running.type === 'visit' ? 'hourglass' : 'calendar'} size={22} ink="white" />
        </View>
        <View className="cb-grow">
          <View className="home-running__title">{title}</View>
          <View className="home-running__note">{note}</View>
        </View>
        <View className="home-running__state">{state}</View>
        <Icon name="arrow" size={16} ink="white" />
      </View>
      {free ? (
        <View className="home-running__free">
          <View className="cb-grow home-running__note">{free}</View>
          <Button kind="secondary" size="small" onClick={onFreeMove}>
            免费改期
          </Button>
        </View>
      ) : null}
    </View>
  );
}
