import type { QuoteView, StaffVisitView } from '@cheban/contracts';
import { answerWayLabel, type QuoteState, quoteStateLabel } from '@cheban/contracts/constants';
import { App, Button } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { PhotoStrip } from '../../features/photo/photo-strip.js';
import { sayDuration, stamp, whenWords } from '../../shared/format/time.js';
import { yuan } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import type { IconName } from '../../shared/ui/icon.js';
import { Panel } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { Tag, type Tone } from '../../shared/ui/tag.js';
import { AnswerDialog } from './answer-dialog.js';
import { visitAreas } from './queries.js';
import { mayAsk } from './quote.js';
import { QuoteLayer } from './quote-layer.js';

const look: Record<QuoteState, { tone: Tone; icon: IconName }> = {
  waiting: { tone: 'amber', icon: 'clock' },
  approved: { tone: 'green', icon: 'check' },
  declined: { tone: 'grey', icon: 'close' },
  replaced: { tone: 'grey', icon: 'swap' },
  withdrawn: { tone: 'grey', icon: 'close' },
  lapsed: { tone: 'grey', icon: 'clock' },
};

const nameOf = (quote: QuoteView) =>
  quote.kind === 'estimate'
    ? `接车报价${quote.number > 1 ? ` 第 ${quote.number} 版` : ''}`
    : `增项 ${quote.number}`;

/** Estimates and extra work: what was asked of the owner, and what came of it. Nothing extra is done without a yes. */
export function QuotesPanel({ visit }: { visit: StaffVisitView }) {
  const may = useMay();
  const { modal } = App.useApp();
  const [asking, setAsking] = useState<QuoteView['kind'] | null>(null);
  const [answering, setAnswering] = useState<QuoteView | null>(null);
  const withdraw = useSubmit(api.workshop.withdrawQuote, { refresh: visitAreas, success: '已撤回' });
  const manage = may('visit.manage') && visit.handedOverAt === null;
  const quotes = [...visit.quotes].reverse();
  const waiting = quotes.filter(({ state }) => state === 'waiting').length;
  const approvedFen = quotes
    .filter(({ state }) => state === 'approved')
    .reduce((sum, quote) => sum + quote.totalFen, 0);
  if (quotes.length === 0 && !manage) return null;

  const askWithdraw = (quote: QuoteView) =>
    void modal.confirm({
      title: `撤回“${quote.title}”？`,
      content: '车主手机上会显示已撤回，不能再确认。',
      okText: '撤回',
      cancelText: '保留',
      onOk: () => withdraw.mutateAsync({ params: { id: quote.id } }).catch(() => undefined),
    });

  return (
    <Panel
      title={
        <span className="row-gap">
          报价与增项
          {waiting > 0 && (
            <Tag tone="amber" icon="clock">
              {waiting} 项待车主确认
            </Tag>
          )}
        </span>
      }
      extra={
        manage && (
          <>
            {mayAsk('estimate', visit.step) && (
              <Button size="small" data-testid="quote-estimate" onClick={() => setAsking('estimate')}>
                {quotes.some(({ kind }) => kind === 'estimate') ? '改报价' : '接车报价'}
              </Button>
            )}
            {mayAsk('extra', visit.step) && (
              <Button size="small" data-testid="quote-extra" onClick={() => setAsking('extra')}>
                报增项
              </Button>
            )}
          </>
        )
      }
    >
      {quotes.length === 0 && (
        <Empty icon="file" title="还没有报价" text="把费用和完工时间发给车主，车主在小程序里点同意再开工。" />
      )}
      <ul className="quotes">
        {quotes.map((quote) => (
          <li key={quote.id} data-testid={`quote-${quote.id}`}>
            <div className="card-top">
              <span>
                <strong>{quote.title}</strong> <span className="muted small">{nameOf(quote)}</span>
              </span>
              <Tag {...look[quote.state]}>{quoteStateLabel[quote.state]}</Tag>
            </div>
            {quote.note && <p className="muted">{quote.note}</p>}
            <ul className="quote-lines">
              {quote.lines.map((line, index) => (
                <li key={`${line.name}-${index.toString()}`}>
                  <span>
                    {line.name}
                    {line.quantity !== 1 && <span className="muted num"> × {line.quantity}</span>}
                  </span>
                  <span className="num">{yuan(line.amountFen)}</span>
                </li>
              ))}
            </ul>
            <p className="quote-total">
              <span className="muted">
                {quote.readyAt && `${whenWords(quote.readyAt)} 完工`}
                {quote.extraMinutes > 0 && `多用 ${sayDuration(quote.extraMinutes)}`}
              </span>
              <strong className="num">{yuan(quote.totalFen)}</strong>
            </p>
            <PhotoStrip photos={quote.photos.map((photo) => ({ photo, caption: quote.title }))} />
            <p className="hint">
              {quote.askedBy ?? '系统'} {stamp(quote.askedAt)} 发出
              {quote.state === 'waiting' && quote.remindedAt && ` · ${stamp(quote.remindedAt)} 已提醒一次`}
              {quote.answeredAt &&
                ` · ${stamp(quote.answeredAt)} ${quote.answeredWay ? answerWayLabel[quote.answeredWay] : ''}${
                  quote.answeredBy ? `（${quote.answeredBy} 记录）` : ''
                }`}
              {quote.answerNote && `：${quote.answerNote}`}
            </p>
            {quote.state === 'waiting' && manage && (
              <div className="layer-actions">
                <Button size="small" data-testid="quote-phone" onClick={() => setAnswering(quote)}>
                  电话确认
                </Button>
                <Button size="small" loading={withdraw.isPending} onClick={() => askWithdraw(quote)}>
                  撤回
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {approvedFen > 0 && (
        <p className="bill-total">
          车主已同意 <strong className="num">{yuan(approvedFen)}</strong>
        </p>
      )}
      {asking && <QuoteLayer visit={visit} kind={asking} onClose={() => setAsking(null)} />}
      {answering && <AnswerDialog quote={answering} onClose={() => setAnswering(null)} />}
    </Panel>
  );
}
