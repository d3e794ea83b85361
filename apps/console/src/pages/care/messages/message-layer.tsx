import type { DeliveryDetail } from '@cheban/contracts';
import { messageClassLabel, messageKindLabel } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Tooltip } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../../app/api.js';
import { useMay } from '../../../app/me.js';
import { stamp, whenWords } from '../../../shared/format/time.js';
import { plateText } from '../../../shared/format/words.js';
import { Layer } from '../../../shared/ui/layer.js';
import { Facts } from '../../../shared/ui/page.js';
import { PageSkeleton } from '../../../shared/ui/skeleton.js';
import { ErrorState } from '../../../shared/ui/states.js';
import { MessageTag, Tag, type Tone } from '../../../shared/ui/tag.js';
import { ResendDialog } from './resend-dialog.js';

type Attempt = DeliveryDetail['timeline'][number];

const outcomeLook: Record<Attempt['outcome'], { tone: Tone; label: string }> = {
  accepted: { tone: 'blue', label: '已提交' },
  delivered: { tone: 'green', label: '已送达' },
  failed: { tone: 'red', label: '失败' },
  unknown: { tone: 'amber', label: '结果待查' },
  skipped: { tone: 'grey', label: '没有走' },
};

function Attempts({ timeline, inboxOnly }: { timeline: readonly Attempt[]; inboxOnly: boolean }) {
  if (timeline.length === 0) {
    return (
      <p className="hint">{inboxOnly ? '没有推送到手机，只放进了车主的消息中心。' : '还没有尝试发送。'}</p>
    );
  }
  return (
    <ol className="attempts" data-testid="message-attempts">
      {timeline.map((attempt, index) => {
        const { tone, label } = outcomeLook[attempt.outcome];
        return (
          <li key={`${attempt.at}-${index.toString()}`}>
            <p className="row-gap">
              <strong>{attempt.channelLabel}</strong>
              <Tag tone={tone}>{label}</Tag>
              <span className="small faint num">{stamp(attempt.at)}</span>
            </p>
            <p>{attempt.text}</p>
            {attempt.advice && <p className="attempt-advice">{attempt.advice}</p>}
            {attempt.code && <p className="hint num">返回码 {attempt.code}</p>}
          </li>
        );
      })}
    </ol>
  );
}

function Body({ message, onShow }: { message: DeliveryDetail; onShow(id: string): void }) {
  const [now, expires] = [message.sentAt ?? message.notBefore, message.expiresAt];
  return (
    <div className="stack">
      <div>
        <p className="message-title">
          {message.title} <MessageTag state={message.state} channel={message.channel} />
        </p>
        <p className="message-body">{message.body}</p>
      </div>
      {message.advice && <Alert type="warning" showIcon title={message.advice} />}
      {message.repeatedBy && (
        <p className="message-link">
          这条已经重发过。
          <button type="button" className="plain-button" onClick={() => onShow(message.repeatedBy ?? '')}>
            看重发的那条
          </button>
        </p>
      )}
      {message.repeats && (
        <p className="message-link">
          这是一条重发的消息。
          <button type="button" className="plain-button" onClick={() => onShow(message.repeats ?? '')}>
            看原来的那条
          </button>
        </p>
      )}
      <Facts
        rows={[
          ['为什么', message.why],
          [
            '车主',
            <Link key="owner" to={`/owners/${message.ownerId}`}>
              {message.ownerName}
            </Link>,
          ],
          ['车牌', message.plate && plateText(message.plate)],
          ['门店', message.storeName],
          ['类别', `${messageClassLabel[message.class]} · ${messageKindLabel[message.kind]}`],
          [
            '规则',
            message.rule ? (
              <Link key="rule" to={`/care/rules/${message.rule.code}`}>
                {message.rule.name}
              </Link>
            ) : (
              <span key="rule" className="none">
                不由规则产生
              </span>
            ),
          ],
          [message.sentAt ? '发送' : '最早发送', whenWords(now)],
          ['过期', whenWords(expires)],
          ['打开', message.openedAt ? whenWords(message.openedAt) : '还没有打开'],
          ...(message.actionLabel ? ([['按钮', message.actionLabel]] as const) : []),
        ]}
      />
      <section>
        <h3 className="attempts-head">发送过程</h3>
        <Attempts timeline={message.timeline} inboxOnly={message.channel === 'inbox'} />
      </section>
    </div>
  );
}

/** One message in a drawer: its words, every try in Chinese, and the button that sends it again. */
export function MessageLayer({ id, onShow }: { id: string | null; onShow(id: string | undefined): void }) {
  const may = useMay();
  const [resending, setResending] = useState(false);
  const query = useQuery({
    queryKey: ['messages', 'one', id],
    queryFn: () => api.delivery.detail({ params: { id: id ?? '' } }),
    enabled: id !== null,
  });
  const message = query.data;
  const blocked = message?.resendBlocked ?? null;
  return (
    <Layer
      open={id !== null}
      title="消息"
      width={520}
      testId="message-layer"
      onClose={() => onShow(undefined)}
      footer={
        message &&
        may('care.manage') && (
          <div className="layer-actions">
            <span className="small muted message-blocked">{blocked}</span>
            <Tooltip title={blocked}>
              <Button
                className="push"
                data-testid="message-resend"
                disabled={blocked !== null}
                onClick={() => setResending(true)}
              >
                重发
              </Button>
            </Tooltip>
          </div>
        )
      }
    >
      {query.isError && !message && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && id !== null && <PageSkeleton blocks={[64, 200, 120]} />}
      {message && <Body message={message} onShow={onShow} />}
      {message && resending && (
        <ResendDialog
          message={message}
          onClose={() => setResending(false)}
          onDone={(next) => {
            setResending(false);
            onShow(next);
          }}
        />
      )}
    </Layer>
  );
}
