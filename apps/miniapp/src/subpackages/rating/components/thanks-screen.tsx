import type { VisitView } from '@cheban/contracts';
import { isBadScore } from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import { sayNumber } from '@/shared/format/number';
import { dateOf, sayDate } from '@/shared/format/when';
import { Button, Card, Icon, Screen, Stars, SubscribeLine } from '@/shared/ui';

interface ThanksScreenProps {
  visit: VisitView;
  /** Milliseconds since the epoch. */
  nowMs: number;
  /** From `useSubscribe`. */
  offer: { readonly offered: boolean; readonly ask: () => Promise<boolean> };
  onHome: () => void;
  onVisit: () => void;
  /** What becomes of a bad rating. */
  onCases: () => void;
}

/** After rating: thanks, what happens with a bad one, and when we meet again. */
export function ThanksScreen({ visit, nowMs, offer, onHome, onVisit, onCases }: ThanksScreenProps) {
  const stars = visit.rating?.stars ?? 0;
  const bad = visit.rating !== null && isBadScore(visit.rating);
  const { nextDue } = visit;
  const km = nextDue?.dueKm ? ` 或 ${sayNumber(nextDue.dueKm)} 公里` : '';
  return (
    <Screen
      footer={
        <Button block onClick={onHome}>
          回到首页
        </Button>
      }
    >
      <View className="cb-stack">
        <Card>
          <View className="thanks">
            <View className={`thanks__mark${bad ? ' thanks__mark--amber' : ''}`}>
              <Icon name={bad ? 'chat' : 'check'} size={34} ink={bad ? 'amber' : 'green'} />
            </View>
            <View className="thanks__title">{bad ? '谢谢您告诉我们' : '谢谢您的评价'}</View>
            <Stars value={stars} label="您的评价" />
            <View className="cb-muted">
              {bad
                ? '店总已经收到您的反馈，会尽快与您联系，把没做好的地方补上。'
                : '您的肯定会转给为您服务的同事，我们继续努力。'}
            </View>
          </View>
        </Card>
        {nextDue ? (
          <Card title="下次保养">
            <View className="thanks__due cb-num">
              {sayDate(nextDue.dueOn, dateOf(nowMs))}
              {km}
            </View>
            <View className="cb-small cb-muted">{nextDue.why || '到时我们提前告诉您。'}</View>
          </Card>
        ) : null}
        <SubscribeLine offer={offer} words="下次保养前，微信提醒您" />
        <Button block kind="quiet" size="medium" onClick={bad ? onCases : onVisit}>
          {bad ? '看处理到哪一步' : '查看这次服务'}
        </Button>
      </View>
    </Screen>
  );
}
