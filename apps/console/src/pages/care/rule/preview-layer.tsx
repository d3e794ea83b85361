import './preview.css';
import type { CareRuleBody, PreviewView } from '@cheban/contracts';
import { channelLabel } from '@cheban/contracts/constants';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../../app/api.js';
import { useStoreId } from '../../../app/me.js';
import { dayWords, shortDate } from '../../../shared/format/time.js';
import { count, plateText, yuan } from '../../../shared/format/words.js';
import { Layer } from '../../../shared/ui/layer.js';
import { PageSkeleton } from '../../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../../shared/ui/states.js';
import { Tag } from '../../../shared/ui/tag.js';

/** Asks who would get a rule's messages in the days to come. `body`: a draft; without it the edition in force. */
export function usePreview(code: string | null, body: CareRuleBody | undefined, enabled: boolean) {
  const storeId = useStoreId();
  return useQuery({
    queryKey: ['care-preview', storeId, code, body ?? null],
    queryFn: () => api.careRule.preview({ body: { storeId, code, days: 30, ...(body && { body }) } }),
    enabled,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
}

function Figures({ view }: { view: PreviewView }) {
  return (
    <dl className="figures">
      <div>
        <dt>会收到的车主</dt>
        <dd className="num">{count(view.people)}</dd>
      </div>
      <div>
        <dt>消息</dt>
        <dd className="num">{count(view.messages)}</dd>
      </div>
      <div>
        <dt>短信费用</dt>
        <dd className="num">{yuan(view.costFen)}</dd>
      </div>
      {view.basis === '' && (
        <div>
          <dt>符合条件的车</dt>
          <dd className="num">{count(view.carsInAudience)}</dd>
        </div>
      )}
    </dl>
  );
}

/** Messages by day as bars; the sentence says what they show. */
function Days({ days }: { days: PreviewView['byDay'] }) {
  const busiest = days.reduce<PreviewView['byDay'][number] | null>(
    (best, day) => (day.messages > (best?.messages ?? 0) ? day : best),
    null,
  );
  // One bar says no more than the figure above it.
  if (!busiest || days.length < 2) return null;
  return (
    <figure className="preview-days">
      <div className="preview-bars" aria-hidden="true">
        {days.map((day) => (
          <span
            key={day.on}
            title={`${shortDate(day.on)}：${day.messages} 次`}
            style={{ height: `${Math.max(2, (day.messages / busiest.messages) * 100)}%` }}
            className={day.messages === 0 ? 'none' : ''}
          />
        ))}
      </div>
      <figcaption className="hint">
        每天到时间的提醒（含消息到不了的）：最多的一天是{dayWords(busiest.on)}，{count(busiest.messages)} 次。
      </figcaption>
    </figure>
  );
}

function Split({ view }: { view: PreviewView }) {
  const most = Math.max(1, view.calls, ...view.byChannel.map(({ messages }) => messages));
  return (
    <section>
      <h3 className="preview-head">走哪个渠道{!view.exact && <small>按抽样推算</small>}</h3>
      {view.byChannel.length === 0 && view.calls === 0 && <p className="muted">没有可以发送的消息。</p>}
      <ul className="split">
        {view.byChannel.map((row) => (
          <li key={row.channel}>
            <span>{channelLabel[row.channel]}</span>
            <span className="split-bar" aria-hidden="true">
              <i style={{ width: `${(row.messages / most) * 100}%` }} />
            </span>
            <span className="num">
              {count(row.messages)} 条{row.costFen > 0 && <small>{yuan(row.costFen)}</small>}
            </span>
          </li>
        ))}
        {view.calls > 0 && (
          <li data-testid="preview-calls">
            <span>{channelLabel.call_task}</span>
            <span className="split-bar" aria-hidden="true">
              <i className="call" style={{ width: `${(view.calls / most) * 100}%` }} />
            </span>
            <span className="num">{count(view.calls)} 次</span>
          </li>
        )}
      </ul>
    </section>
  );
}

function Reasons({ title, rows }: { title: string; rows: PreviewView['held'] }) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h3 className="preview-head">{title}</h3>
      <ul className="reasons">
        {rows.map((row) => (
          <li key={row.reason}>
            <span>{row.reason}</span>
            <b className="num">{count(row.count)} 条</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Samples({ view }: { view: PreviewView }) {
  const [side, setSide] = useState<'told' | 'untold'>('told');
  const rows = view[side];
  return (
    <section>
      <div className="preview-head">
        <Segmented
          size="small"
          aria-label="名单"
          value={side}
          options={[
            { value: 'told', label: `会收到（看 ${view.told.length} 位）` },
            { value: 'untold', label: `不会收到（看 ${view.untold.length} 位）` },
          ]}
          onChange={setSide}
        />
      </div>
      {rows.length === 0 && (
        <Empty
          icon="owners"
          title={side === 'told' ? '这段时间没有人会收到' : '没有被拦下的车主'}
          {...(side === 'told' && {
            text:
              view.basis === ''
                ? '放宽条件，或看看上面的原因。'
                : '有人预约、报名或来店后，这里会逐位列出；话怎么说，先看手机样例，或试发给自己。',
          })}
        />
      )}
      <ul className="samples">
        {rows.map((row, index) => (
          <li
            key={`${row.vehicleId ?? row.ownerId}-${row.on}-${index.toString()}`}
            data-testid="preview-sample"
          >
            <p className="sample-top">
              {row.ownerId ? <Link to={`/owners/${row.ownerId}`}>{row.ownerName}</Link> : row.ownerName}
              <span className="muted">
                {plateText(row.plate)} {row.model}
              </span>
              <span className="num sample-when">
                {shortDate(row.on)} {row.at}
              </span>
              {row.channel && <Tag tone="blue">{channelLabel[row.channel]}</Tag>}
            </p>
            {side === 'told' && row.text && (
              <p className="sample-text">
                {row.title && <b>{row.title}</b>} {row.text}
              </p>
            )}
            {row.why && <p className="hint">{row.why}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How many, who, by which way, at what cost, and who not and why, for the next 30 days. */
export function PreviewLayer({
  open,
  code,
  body,
  onClose,
}: {
  open: boolean;
  code: string | null;
  body: CareRuleBody | undefined;
  onClose(): void;
}) {
  const preview = usePreview(code, body, open);
  const view = preview.data;
  return (
    <Layer open={open} title="预览：今后 30 天" width={640} onClose={onClose} testId="preview-layer">
      {preview.isPending && open && <PageSkeleton blocks={[72, 120, 240]} />}
      {preview.isError && <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
      {view && !preview.isError && (
        <div className={`stack ${preview.isPlaceholderData ? 'dim' : ''}`}>
          {view.basis !== '' && (
            <p className="hint" data-testid="preview-basis">
              {view.basis}
            </p>
          )}
          <Figures view={view} />
          {view.approval.needed && <p className="preview-note">{view.approval.why}</p>}
          <Days days={view.byDay} />
          <Split view={view} />
          <Reasons title="消息到不了，为什么" rows={view.notReached} />
          <Reasons title="会暂缓或不发，为什么" rows={view.held} />
          <Samples view={view} />
        </div>
      )}
    </Layer>
  );
}
