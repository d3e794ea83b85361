import './reach.css';
import type { StaffReachView } from '@cheban/contracts';
import { channelLabel } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { sayError } from '../../app/query-client.js';
import { whenWords } from '../../shared/format/time.js';
import { yuan } from '../../shared/format/words.js';
import { Icon } from '../../shared/ui/icon.js';
import { Panel } from '../../shared/ui/page.js';
import { Bone } from '../../shared/ui/skeleton.js';

const WishesLayer = lazy(async () => ({ default: (await import('./wishes-layer.js')).WishesLayer }));

/** The first sentence says enough beside the timeline; the reasons of every channel stand in the drawer. */
const short = (why: string) => (why.includes('。') ? why.slice(0, why.indexOf('。')) : why);

function Next({ next }: { next: StaffReachView['next'][number] }) {
  const ok = next.channel !== null;
  return (
    <li className={ok ? '' : 'off'} data-testid={`reach-${next.topic}`}>
      <span className={`reach-mark ${ok ? 'ok' : ''}`}>
        <Icon name={ok ? 'check' : 'close'} size={12} title={ok ? '可以触达' : '不能触达'} />
      </span>
      <span className="reach-topic">
        {next.label}
        <small className="hint" title={next.why}>
          {short(next.why)}
        </small>
      </span>
      <span className="reach-way small">
        {next.channel ? channelLabel[next.channel] : '到不了手机'}
        {next.channel && <small className="faint">{next.costFen > 0 ? yuan(next.costFen) : '免费'}</small>}
      </span>
    </li>
  );
}

/** By which way the next message of each topic would go, at what cost; the owner's wishes are set beside it. */
export function ReachPanel({ ownerId, ownerName }: { ownerId: string; ownerName: string }) {
  const may = useMay();
  const [open, setOpen] = useState(false);
  const query = useQuery({
    queryKey: ['owner-reach', ownerId],
    queryFn: () => api.preference.reach({ params: { id: ownerId } }),
  });
  const view = query.data;
  const credits = view?.topics.reduce((sum, topic) => sum + topic.credits, 0) ?? 0;
  return (
    <Panel
      title="触达与意愿"
      extra={
        view && (
          <Button type="link" size="small" data-testid="wishes-open" onClick={() => setOpen(true)}>
            {may('task.manage') ? '登记意愿' : '查看'}
          </Button>
        )
      }
    >
      {query.isPending && <Bone height={120} />}
      {query.isError && !view && (
        <p className="muted">
          {sayError(query.error)}{' '}
          <button type="button" className="plain-button" onClick={() => void query.refetch()}>
            重试
          </button>
        </p>
      )}
      {view && (
        <div data-testid="owner-reach">
          {view.quietUntil && (
            <p className="reach-quiet">{whenWords(view.quietUntil)} 前请勿打扰，只进站内消息</p>
          )}
          <ul className="reach">
            {view.next.map((next) => (
              <Next key={next.topic} next={next} />
            ))}
          </ul>
          <p className="hint reach-foot">
            {[
              view.bound ? '已绑定小程序' : '未绑定小程序',
              view.follower ? '已关注公众号' : '未关注公众号',
              `订阅剩 ${credits} 次`,
            ].join(' · ')}
          </p>
          {!view.bound && !view.follower && (
            <p className="hint">到店时请车主扫码绑定小程序、关注公众号，以后就能免费收到提醒。</p>
          )}
        </div>
      )}
      {view && open && (
        <Suspense fallback={null}>
          <WishesLayer ownerId={ownerId} ownerName={ownerName} view={view} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Panel>
  );
}
