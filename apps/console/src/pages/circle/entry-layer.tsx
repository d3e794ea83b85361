import type { StaffCircleView } from '@cheban/contracts';
import { type CircleState, circleReportLabel } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { PhotoStrip } from '../../features/photo/photo-strip.js';
import { stamp } from '../../shared/format/time.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { Layer } from '../../shared/ui/layer.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { Facts } from '../../shared/ui/page.js';
import { ReasonDialog } from '../../shared/ui/reason-dialog.js';
import { BlockDialog } from './block-dialog.js';
import { authorOf, CIRCLE_AREAS, CircleTag, kindLabel, reasons, WaitTag } from './words.js';

function Detail({ view }: { view: StaffCircleView }) {
  return (
    <div className="stack">
      <Facts
        rows={[
          [
            '状态',
            <span key="state" className="row-gap">
              <CircleTag state={view.state} />
              <WaitTag row={view} />
            </span>,
          ],
          ['作者', `${authorOf(view)}${view.model ? ` · ${view.model}` : ''}`],
          ['发布', `${stamp(view.at)} · ${view.storeName}`],
          ...(view.topicName ? ([['话题', view.topicName]] as const) : []),
          ...(view.reason ? ([['说明', view.reason]] as const) : []),
        ]}
      />
      <p className="circle-text" data-testid="circle-text">
        {view.text || '（作者已删除）'}
      </p>
      <PhotoStrip photos={view.photos.map((photo) => ({ photo, caption: '帖子照片' }))} />
      {view.reportList.length > 0 && (
        <section>
          <h3>举报 {view.reportList.length}</h3>
          <ul className="circle-thread">
            {view.reportList.map((report) => (
              <li key={`${report.at} ${report.reason}`}>
                {circleReportLabel[report.reason]} {report.words}
                <span className="muted small num"> {stamp(report.at)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {view.thread.length > 1 && (
        <section>
          <h3>上下文</h3>
          <ul className="circle-thread">
            {view.thread.map((one) => (
              <li key={one.id} className={one.id === view.id ? 'here' : ''}>
                <span className="row-gap">
                  <strong>{authorOf(one)}</strong>
                  <CircleTag state={one.state} />
                  <span className="muted small num">{stamp(one.at)}</span>
                </span>
                <p className="circle-text">{one.text}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** One post or comment: what it says, around what, and what is to become of it. `y` shows it, `n` asks for the reason. */
export function EntryLayer({ id, onClose }: { id: string; onClose(): void }) {
  const may = useMay();
  const query = useQuery({
    queryKey: ['circle-entry', id],
    queryFn: () => api.staffCircle.detail({ params: { id } }),
  });
  const [asks, setAsks] = useState<'refused' | 'removed' | 'block' | null>(null);
  const [text, setText] = useState('');
  const view = query.data;
  const decide = useSubmit(api.staffCircle.decide, {
    refresh: CIRCLE_AREAS,
    success: '已处理',
    onSuccess: onClose,
  });
  const answer = useSubmit(api.staffCircle.answer, {
    refresh: CIRCLE_AREAS,
    success: '已以门店身份回复',
    onSuccess: () => setText(''),
  });
  const next = (may('circle.moderate') && view?.next) || [];
  const no = next.includes('refused') ? 'refused' : next.includes('removed') ? 'removed' : null;
  const say = (to: Exclude<CircleState, 'checking' | 'held'>, reason = '') =>
    view && decide.mutate({ params: { id }, body: { to, seen: view.state, edition: view.edition, reason } });
  return (
    <Layer
      open
      title={view ? `${kindLabel[view.kind]} · ${view.author}` : '车主圈'}
      onClose={onClose}
      testId="circle-layer"
      width={560}
      footer={
        view && (
          <div className="layer-actions">
            {may('circle.moderate') && !view.official && (
              <Button data-testid="circle-block" onClick={() => setAsks('block')}>
                {view.blocked ? '调整禁言' : '禁言作者'}
              </Button>
            )}
            {next.includes('removed') && (
              <Button danger data-testid="circle-removed" onClick={() => setAsks('removed')}>
                移除
              </Button>
            )}
            {next.includes('refused') && (
              <Button danger data-testid="circle-refused" onClick={() => setAsks('refused')}>
                不通过（n）
              </Button>
            )}
            {next.includes('shown') && (view.state !== 'shown' || view.reports > 0) && (
              <Button
                type="primary"
                className="push"
                loading={decide.isPending}
                data-testid="circle-shown"
                onClick={() => say('shown')}
              >
                {view.state === 'shown' ? '没有问题' : '通过（y）'}
              </Button>
            )}
          </div>
        )
      }
    >
      <Loaded query={query} missing="没有找到这条内容" blocks={[120, 160]}>
        {(found) => (
          <>
            <Detail view={found} />
            {found.state === 'shown' && (
              <div className="stack" style={{ marginTop: 16 }}>
                <Input.TextArea
                  value={text}
                  maxLength={300}
                  autoSize={{ minRows: 2, maxRows: 6 }}
                  placeholder={`以“${found.storeName}”的身份回复，立即展示并带“官方”标记`}
                  data-testid="circle-answer"
                  onChange={(event) => setText(event.target.value)}
                />
                <Button
                  disabled={text.trim() === ''}
                  loading={answer.isPending}
                  data-testid="circle-answer-send"
                  onClick={() => answer.mutate({ params: { id }, body: { text: text.trim() } })}
                >
                  回复
                </Button>
              </div>
            )}
          </>
        )}
      </Loaded>
      <Keys
        onYes={() => {
          if (asks === null && next.includes('shown')) say('shown');
        }}
        onNo={() => {
          if (asks === null) setAsks(no);
        }}
      />
      {view && (asks === 'refused' || asks === 'removed') && (
        <ReasonDialog
          title={asks === 'refused' ? '不通过' : '移除这条内容'}
          what="作者会看到原因，请写得客气、具体。"
          okText={asks === 'refused' ? '不通过' : '移除'}
          suggestions={reasons}
          maxLength={100}
          busy={decide.isPending}
          error={decide.error}
          testId="circle-no"
          onSubmit={(reason) => say(asks, reason)}
          onClose={() => setAsks(null)}
        />
      )}
      {view && asks === 'block' && <BlockDialog view={view} onClose={() => setAsks(null)} />}
    </Layer>
  );
}

/** Keys of the page rest while a layer is open; those of the decision work in this one as long as nothing is typed. */
function Keys({ onYes, onNo }: { onYes(): void; onNo(): void }) {
  const latest = useRef({ y: onYes, n: onNo });
  latest.current = { y: onYes, n: onNo };
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      const types = event.target instanceof Element && event.target.closest('input, textarea, select');
      if (types || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key !== 'y' && event.key !== 'n') return;
      event.preventDefault();
      latest.current[event.key]();
    };
    document.addEventListener('keydown', handle);
    return () => document.removeEventListener('keydown', handle);
  }, []);
  return null;
}
