import type { Routes, RouteView } from '@cheban/contracts';
import { useWorkplace } from '../../../app/me.js';
import { useQuota } from '../../../features/channel/queries.js';
import { count } from '../../../shared/format/words.js';
import { type Column, DataList } from '../../../shared/ui/data-list.js';
import { Panel } from '../../../shared/ui/page.js';
import { PageSkeleton } from '../../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../../shared/ui/states.js';
import { quotaWords, shareOf } from './quota.js';

type View = RouteView<Routes['channel']['quota']>;
type Template = View['templates'][number];

const columns: Column<Template>[] = [
  { key: 'title', title: '模板', render: (row) => <span className="strong">{row.title}</span> },
  { key: 'kinds', title: '用于', render: (row) => row.kindLabels.join('、') },
  {
    key: 'owners',
    title: '有次数的车主',
    width: '130px',
    align: 'right',
    render: (row) => count(row.owners),
  },
  { key: 'credits', title: '剩余次数', width: '110px', align: 'right', render: (row) => count(row.credits) },
];

function Today({ channels }: { channels: View['channels'] }) {
  return (
    <Panel title="今日发送" extra={<span className="small">全集团共用</span>}>
      <ul className="quota-list">
        {channels.map((entry) => {
          const share = entry.dailyQuota === null ? null : shareOf(entry.sentToday, entry.dailyQuota);
          return (
            <li key={entry.channel} data-testid={`quota-${entry.channel}`}>
              <p className="quota-line">
                <span>{entry.channelLabel}</span>
                <span>
                  <b className="num">{count(entry.sentToday)}</b>
                  <span className="muted num">
                    {entry.dailyQuota === null ? ' 条' : ` / ${count(entry.dailyQuota)} 条`}
                  </span>
                </span>
              </p>
              {share !== null && (
                <span className={`quota-bar ${share >= 90 ? 'full' : ''}`} aria-hidden="true">
                  <i style={{ width: `${share}%` }} />
                </span>
              )}
              <p className="hint">{quotaWords(entry)}</p>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function Reach({ reach, storeName }: { reach: View['reach']; storeName: string }) {
  const rows: [string, number, string][] = [
    ['能推送到手机', reach.pushable, '有订阅次数，或关注了公众号'],
    ['其中关注公众号', reach.followers, '续保、年检等关怀消息可以一直送达'],
    ['只绑定了小程序', reach.boundOnly, '打开小程序才看得到：请引导订阅或关注'],
    [
      '都没有',
      Math.max(0, reach.owners - reach.pushable - reach.boundOnly),
      '只能短信或打电话：到店时请车主扫码绑定',
    ],
  ];
  return (
    <Panel title="还能触达谁" extra={<span className="small">{storeName}</span>}>
      <p className="reach-figure" data-testid="reach-figure">
        <b className="num">{shareOf(reach.pushable, reach.owners)}%</b>
        <span className="muted">
          的车主能收到推送（{count(reach.pushable)} / {count(reach.owners)} 人）
        </span>
      </p>
      <ul className="quota-list">
        {rows.map(([label, number, hint]) => (
          <li key={label}>
            <p className="quota-line">
              <span>{label}</span>
              <b className="num">{count(number)}</b>
            </p>
            <p className="hint">{hint}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** How much of today's quota is used, and the reach bank of the store: who still gets a push, by which template. */
export function QuotaPanel() {
  const { store } = useWorkplace();
  const query = useQuota();
  const view = query.data;
  if (query.isPending) return <PageSkeleton blocks={[220, 240]} />;
  if (!view) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div className="stack">
      <div className="quota-columns">
        <Today channels={view.channels} />
        <Reach reach={view.reach} storeName={store.name} />
      </div>
      <Panel
        flush
        title="订阅次数"
        extra={<span className="small">车主每点一次“允许”，就多一次；发一条用掉一次。</span>}
      >
        {view.templates.length === 0 ? (
          <Empty icon="messages" title="还没有订阅模板" text="先在“模板”里为消息选好订阅消息模板。" />
        ) : (
          <DataList
            label="订阅次数"
            rows={view.templates}
            rowKey={(row) => row.templateId}
            columns={columns}
            card={(row) => (
              <>
                <div className="card-top">
                  <span className="card-title">{row.title}</span>
                  <b className="num">{count(row.credits)} 次</b>
                </div>
                <div className="card-line small">
                  {row.kindLabels.join('、')} · {count(row.owners)} 位车主
                </div>
              </>
            )}
          />
        )}
      </Panel>
    </div>
  );
}
