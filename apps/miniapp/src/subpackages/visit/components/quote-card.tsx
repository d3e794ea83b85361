import type { VisitView } from '@cheban/contracts';
import type { QuoteState } from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import { sayFen } from '@/shared/format/number';
import { sayInstant, saySpan } from '@/shared/format/when';
import type { Tone } from '@/shared/theme/palette';
import { Button, Card, Icon, PhotoRow, Tag } from '@/shared/ui';

export type Quote = VisitView['quotes'][number];

/** States as the owner sees them; their own words, not the workshop's. */
const said: Record<QuoteState, string> = {
  waiting: '等您确认',
  approved: '您已同意',
  declined: '您选择暂不做',
  replaced: '已有新报价',
  withdrawn: '门店已撤回',
  lapsed: '没有做',
};
const tones: Record<QuoteState, Tone> = {
  waiting: 'amber',
  approved: 'green',
  declined: 'neutral',
  replaced: 'neutral',
  withdrawn: 'neutral',
  lapsed: 'neutral',
};

interface QuoteCardProps {
  quote: Quote;
  /** Milliseconds since the epoch. */
  nowMs: number;
  /** An answer is on its way. */
  busy: boolean;
  onAnswer: (quote: Quote, approve: boolean) => void;
}

/** Cost and time of work that wants the owner's yes; nothing of it is done before. */
export function QuoteCard({ quote, nowMs, busy, onAnswer }: QuoteCardProps) {
  const waiting = quote.state === 'waiting';
  return (
    <Card
      title={quote.kind === 'estimate' ? '接车报价' : '检查中发现'}
      extra={<Tag tone={tones[quote.state]}>{said[quote.state]}</Tag>}
    >
      <View className="quote-title">{quote.title}</View>
      {quote.note ? <View className="cb-muted">{quote.note}</View> : null}
      <PhotoRow photos={quote.photos} label={quote.title} />
      <View className="quote-lines">
        {quote.lines.map((line) => (
          <View key={`${line.kind}-${line.name}`} className="bill-line">
            <View className="cb-grow">
              {line.name}
              {line.quantity === 1 ? '' : ` × ${line.quantity}`}
            </View>
            <View className="cb-num">{sayFen(line.amountFen)}</View>
          </View>
        ))}
        <View className="bill-line bill-line--total">
          <View className="cb-grow">合计</View>
          <View className="cb-num">{sayFen(quote.totalFen)}</View>
        </View>
      </View>
      <When quote={quote} nowMs={nowMs} />
      {waiting ? (
        <View className="cb-row cb-row--gap quote-answer">
          <Button kind="secondary" disabled={busy} onClick={() => onAnswer(quote, false)}>
            暂不做
          </Button>
          <View className="cb-grow">
            <Button block loading={busy} onClick={() => onAnswer(quote, true)}>
              同意，{sayFen(quote.totalFen)}
            </Button>
          </View>
        </View>
      ) : null}
      {quote.answeredWay === 'phone' && quote.answeredAt ? (
        <View className="cb-small cb-muted">
          {sayInstant(quote.answeredAt, nowMs)} 电话确认
          {quote.answeredBy ? `，由${quote.answeredBy}登记` : ''}
        </View>
      ) : null}
    </Card>
  );
}

function When({ quote, nowMs }: Pick<QuoteCardProps, 'quote' | 'nowMs'>) {
  const words = quote.readyAt
    ? `预计 ${sayInstant(quote.readyAt, nowMs)} 完工`
    : quote.extraMinutes > 0
      ? `多需要约 ${saySpan(quote.extraMinutes)}`
      : null;
  if (!words) return null;
  return (
    <View className="cb-row cb-row--gap cb-small cb-muted">
      <Icon name="clock" size={16} ink="muted" />
      <View className="cb-grow cb-num">{words}</View>
    </View>
  );
}
