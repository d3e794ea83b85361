import type { VisitView } from '@cheban/contracts';
import { gradeLabel } from '@cheban/contracts/constants';
import { Text, View } from '@tarojs/components';
import type { Resource } from '@/shared/data/resource';
import { sayFen, sayPlate } from '@/shared/format/number';
import { clockOf, dateOf, sayDate, sayInstant } from '@/shared/format/when';
import {
  Button,
  Card,
  Cell,
  HomeLink,
  Notice,
  ResourceView,
  Screen,
  Skeleton,
  SkeletonCard,
  Stars,
  SubscribeLine,
  Tag,
} from '@/shared/ui';
import { gradeIcons } from './report-card';
import { VisitClock } from './visit-clock';
import { VisitSteps } from './visit-steps';

export interface VisitScreenProps {
  visit: Resource<VisitView>;
  /** Milliseconds since the epoch. */
  nowMs: number;
  /** From `useSubscribe`. */
  offer: { readonly offered: boolean; readonly ask: () => Promise<boolean> };
  onReport: (visitId: string) => void;
  onRate: (visitId: string) => void;
  onCall: (phone: string) => void;
  onRetry: () => void;
}

const skeleton = (
  <View className="cb-stack">
    <View className="cb-card visit-skeleton">
      <Skeleton width="200px" height="200px" round />
    </View>
    <SkeletonCard lines={5} />
  </View>
);

/** The visit 透明车间: when is my car ready, where is it now, who works on it. */
export function VisitScreen({ visit, nowMs, offer, onReport, onRate, onCall, onRetry }: VisitScreenProps) {
  const data = visit.data;
  return (
    <Screen
      footer={
        data?.canRate ? (
          <Button block onClick={() => onRate(data.id)}>
            评价本次服务
          </Button>
        ) : undefined
      }
    >
      <ResourceView resource={visit} skeleton={skeleton} onRetry={onRetry}>
        {(shown) => <Filled visit={shown} nowMs={nowMs} offer={offer} onReport={onReport} onCall={onCall} />}
      </ResourceView>
    </Screen>
  );
}

type FilledProps = Pick<VisitScreenProps, 'nowMs' | 'offer' | 'onReport' | 'onCall'> & { visit: VisitView };

function Filled({ visit, nowMs, offer, onReport, onCall }: FilledProps) {
  const { report, bill, nextDue, rating } = visit;
  const over = visit.step === 'ready' || visit.step === 'handed_over';
  const phone = visit.advisorPhone ?? visit.storePhone;
  return (
    <View className="cb-stack">
      <Card>
        <View className="cb-row cb-row--between cb-row--gap">
          <View className="cb-grow">
            <View className="cb-title">{visit.serviceName}</View>
            <View className="cb-small cb-muted cb-num">
              {visit.model}
              {visit.plate ? ` · ${sayPlate(visit.plate)}` : ''}
            </View>
          </View>
          {visit.onTime === true ? (
            <Tag tone="green" icon="check">
              准时
            </Tag>
          ) : null}
        </View>
        <VisitClock visit={visit} nowMs={nowMs} />
        {(over ? [] : visit.delays).map((delay) => (
          <View key={delay.at} className="visit-delay">
            <Notice tone="amber" icon="clock">
              {delay.reason}，交车时间调整到 {clockOf(delay.promisedAt)}
            </Notice>
          </View>
        ))}
      </Card>
      {visit.handedOverAt ? null : <SubscribeLine offer={offer} words="爱车备好了，微信提醒您" />}
      <Card title="进度">
        <VisitSteps visit={visit} />
      </Card>
      <Card flush>
        {report ? (
          <Cell
            icon="tyre"
            title="健康报告"
            note="胎压、胎纹、刹车片"
            value={
              <Tag tone={report.grade} icon={gradeIcons[report.grade]}>
                {gradeLabel[report.grade]}
              </Tag>
            }
            onClick={() => onReport(visit.id)}
          />
        ) : null}
        {visit.technicianName ? <Cell icon="wrench" title="技师" value={visit.technicianName} /> : null}
        <Cell
          icon="person"
          title="服务顾问"
          note={visit.advisorName ?? visit.storeName}
          value={<Text className="cb-tone--brand cb-strong">打电话</Text>}
          arrow={false}
          onClick={() => onCall(phone)}
        />
      </Card>
      {bill ? (
        <Card title="结算单" extra={<Text className="cb-small cb-muted cb-num">{bill.orderNo}</Text>}>
          {bill.lines.map((line) => (
            <View key={`${line.kind}-${line.name}`} className="bill-line">
              <Text className="cb-grow">
                {line.name}
                {line.quantity === 1 ? '' : ` × ${line.quantity}`}
              </Text>
              <Text className="cb-num">{sayFen(line.amountFen)}</Text>
            </View>
          ))}
          <View className="bill-line bill-line--total">
            <Text className="cb-grow">实付</Text>
            <Text className="cb-num">{sayFen(bill.paidFen)}</Text>
          </View>
        </Card>
      ) : null}
      {rating ? (
        <Card title="您的评价" extra={<Stars value={rating.stars} size={18} label="总体评价" />}>
          <View className="cb-muted">{rating.text || '谢谢您花时间告诉我们。'}</View>
        </Card>
      ) : null}
      {nextDue ? (
        <Notice tone="brand" icon="calendar">
          下次保养预计 {sayDate(nextDue.dueOn, dateOf(nowMs))}，到时我们提前告诉您
        </Notice>
      ) : null}
      <View className="cb-small cb-muted visit-foot">
        {sayInstant(visit.arrivedAt, nowMs)} 到店 · {visit.storeName}
      </View>
      <HomeLink />
    </View>
  );
}
