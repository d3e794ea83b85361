import type { OwnerLoanView, VisitView } from '@cheban/contracts';
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
  LoanCard,
  Notice,
  PhotoRow,
  ResourceView,
  Screen,
  Skeleton,
  SkeletonCard,
  Stars,
  SubscribeLine,
  Tag,
} from '@/shared/ui';
import { type Declined, DeclinedCard } from './declined-card';
import { gradeIcons } from './grades';
import { IncludesLines } from './includes-view';
import { PromiseCard } from './promise-card';
import { type Quote, QuoteCard } from './quote-card';
import { VisitClock } from './visit-clock';
import { VisitSteps } from './visit-steps';

export interface VisitScreenProps {
  visit: Resource<VisitView>;
  /** Milliseconds since the epoch. */
  nowMs: number;
  /** From `useSubscribe`. */
  offer: { readonly offered: boolean; readonly ask: () => Promise<boolean> };
  /** The loaner while the car is here, if there is one. */
  loan: OwnerLoanView | undefined;
  /** The sheet is being fetched. */
  opening: boolean;
  onSheet: (visitId: string) => void;
  /** An answer is on its way. */
  busy: boolean;
  onAnswer: (quote: Quote, approve: boolean) => void;
  onBookDeclined: (item: Declined) => void;
  onDropDeclined: (item: Declined) => void;
  onRecord: (visitId: string) => void;
  onIncludes: (visitId: string) => void;
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
export function VisitScreen(props: VisitScreenProps) {
  const { visit, onRate } = props;
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
      <ResourceView resource={visit} skeleton={skeleton} onRetry={props.onRetry}>
        {(shown) => <Filled {...props} visit={shown} />}
      </ResourceView>
    </Screen>
  );
}

type FilledProps = Omit<VisitScreenProps, 'visit'> & { visit: VisitView };

/** Lines of what the service includes, on the visit page itself. */
const includesShown = 4;

function Filled({ visit, nowMs, offer, busy, onReport, onCall, ...on }: FilledProps) {
  const { report, bill, nextDue, rating, brokenPromise, includes } = visit;
  const [asked, answered] = [true, false].map((waiting) =>
    visit.quotes.filter(({ state }) => (state === 'waiting') === waiting && state !== 'replaced'),
  ) as [Quote[], Quote[]];
  const fresh = visit.step === 'checked_in';
  const over = visit.step === 'ready' || visit.step === 'handed_over';
  const phone = visit.advisorPhone ?? visit.storePhone;
  return (
    <View className="cb-stack">
      {asked.map((quote) => (
        <QuoteCard key={quote.id} quote={quote} nowMs={nowMs} busy={busy} onAnswer={on.onAnswer} />
      ))}
      {brokenPromise ? <PromiseCard broken={brokenPromise} nowMs={nowMs} /> : null}
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
      {on.loan ? <LoanCard loan={on.loan} nowMs={nowMs} onCall={onCall} /> : null}
      <Card title="进度">
        <VisitSteps visit={visit} />
      </Card>
      {fresh && includes.items.length > 0 ? (
        <Card
          title="这次服务包含"
          extra={
            <Button kind="quiet" size="small" onClick={() => on.onIncludes(visit.id)}>
              看全部
            </Button>
          }
        >
          <IncludesLines includes={includes} most={includesShown} />
        </Card>
      ) : null}
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
        <Cell
          icon="document"
          title="接车单"
          note="环车照片、油量、随车物品"
          onClick={() => on.onRecord(visit.id)}
        />
        {fresh ? null : <Cell icon="check" title="这次服务包含" onClick={() => on.onIncludes(visit.id)} />}
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
      {answered.map((quote) => (
        <QuoteCard key={quote.id} quote={quote} nowMs={nowMs} busy={busy} onAnswer={on.onAnswer} />
      ))}
      <DeclinedCard
        items={visit.declinedWork}
        busy={busy}
        onBook={on.onBookDeclined}
        onDrop={on.onDropDeclined}
      />
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
          {visit.corrections.map((correction) => (
            <View key={correction.number} className="cb-small cb-muted">
              {sayDate(dateOf(Date.parse(correction.at)), dateOf(nowMs))} 更正：{correction.reason}，原实付{' '}
              {sayFen(correction.before.paidFen)}
            </View>
          ))}
          <PhotoRow photos={visit.documents} label="单据" />
          <View className="bill-sheet">
            <Button
              block
              kind="secondary"
              size="medium"
              loading={on.opening}
              onClick={() => on.onSheet(visit.id)}
            >
              查看交车单 PDF
            </Button>
          </View>
        </Card>
      ) : null}
      {rating ? (
        <Card title="您的评价" extra={<Stars value={rating.stars} size={18} label="总体评价" />}>
          <View className="cb-muted">{rating.text || '谢谢您花时间告诉我们。'}</View>
          <PhotoRow photos={rating.photos} label="评价照片" />
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
