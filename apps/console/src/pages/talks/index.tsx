import './talks.css';
import type { TalkOverview } from '@cheban/contracts';
import { followUpKindLabel } from '@cheban/contracts/constants';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useMay, useStoreId } from '../../app/me.js';
import { CallLayer } from '../../features/call/on-demand.js';
import { today } from '../../shared/format/time.js';
import { count } from '../../shared/format/words.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { type Column, DataList } from '../../shared/ui/data-list.js';
import { Figures } from '../../shared/ui/figures.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { MonthNav, monthOf, monthWords } from '../../shared/ui/month-nav.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';
import { PlanLayer } from './plan-layer.js';
import { PlansPanel } from './plans-panel.js';
import { doneWords, heldWords, homeVisitWords } from './talk-words.js';

type Kind = TalkOverview['kinds'][number];
type Person = TalkOverview['people'][number];

const counts = {
  planned: { key: 'planned', title: '安排', width: '80px', align: 'right' as const },
  met: { key: 'met', title: '已面谈', width: '120px', align: 'right' as const },
  declined: { key: 'declined', title: '不愿接受', width: '100px', align: 'right' as const },
  left: { key: 'left', title: '还没谈', width: '90px', align: 'right' as const },
};
type Counts = Pick<Kind, 'planned' | 'met' | 'declined' | 'left'>;
const countColumns = <T extends Counts>(): Column<T>[] => [
  { ...counts.planned, render: (row) => <span className="num">{count(row.planned)}</span> },
  { ...counts.met, render: (row) => <span className="num strong">{heldWords(row)}</span> },
  { ...counts.declined, render: (row) => <span className="num">{count(row.declined)}</span> },
  { ...counts.left, render: (row) => <span className="num">{count(row.left)}</span> },
];

const kindColumns: Column<Kind>[] = [
  {
    key: 'kind',
    title: '类型',
    render: (row) => (
      <Link to={`/tasks?who=all&kind=${row.kind}`} className="strong">
        {followUpKindLabel[row.kind]}
      </Link>
    ),
  },
  ...countColumns<Kind>(),
  {
    key: 'satisfaction',
    title: '平均满意度',
    width: '110px',
    align: 'right',
    render: (row) => <span className="num">{row.satisfaction ?? '—'}</span>,
  },
];
const personColumns: Column<Person>[] = [
  {
    key: 'name',
    title: '同事',
    render: (row) => (row.staffId ? row.name : <span className="text-red">{row.name}</span>),
  },
  ...countColumns<Person>(),
];

function CountCard({ title, row }: { title: React.ReactNode; row: Counts }) {
  return (
    <>
      <div className="card-top">
        <span className="card-title">{title}</span>
        <strong className="num">{heldWords(row)}</strong>
      </div>
      <div className="card-line small">
        <span>
          安排 {count(row.planned)} · 还没谈 {count(row.left)}
        </span>
        <span>{row.declined > 0 ? `不愿接受 ${count(row.declined)}` : ''}</span>
      </div>
    </>
  );
}

function Voices({ voices, onOpen }: { voices: TalkOverview['voices']; onOpen(id: string): void }) {
  if (voices.length === 0)
    return <Empty icon="messages" title="这个月还没有记录" text="面谈后记下的分数和原话会显示在这里。" />;
  return (
    <ul className="talk-voices">
      {voices.map((voice) => (
        <li key={voice.taskId}>
          <button
            type="button"
            className="plain-button talk-voice"
            data-testid="talk-voice"
            onClick={() => onOpen(voice.taskId)}
          >
            <Tag tone={voice.satisfaction <= 6 ? 'red' : voice.satisfaction <= 8 ? 'amber' : 'green'}>
              {voice.satisfaction} 分
            </Tag>
            <span className="talk-voice-text">
              {voice.improve || voice.other || '没有说别的'}
              <span className="small muted">
                {[voice.ownerName, voice.model, followUpKindLabel[voice.kind], voice.caseId && '已建投诉单']
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Interviews and home visits of a month: what is planned, how far it has come, what owners said. */
export default function TalksPage() {
  const storeId = useStoreId();
  const may = useMay();
  const filters = useUrlFilters();
  const [planning, setPlanning] = useState(false);
  const month = monthOf(filters.get('month'), today());
  const query = { storeId, month };
  const overview = useQuery({
    queryKey: ['talks', query],
    queryFn: () => api.talk.overview({ query }),
    placeholderData: keepPreviousData,
  });
  const open = (id: string | undefined) => filters.set({ call: id });
  return (
    <>
      <PageHead
        tab="面访与家访"
        title="面访与家访"
        sub="交车、首次到店和家访自动安排；季度面访和调研前面访由店总安排。"
        actions={
          <>
            <MonthNav month={month} onChange={(next) => filters.set({ month: next })} />
            {may('store.manage') && (
              <Button type="primary" data-testid="talk-plan-open" onClick={() => setPlanning(true)}>
                安排面访
              </Button>
            )}
          </>
        }
      />
      <Loaded query={overview} missing="没有找到这个门店" blocks={[96, 220, 220]}>
        {(view) => {
          const all = view.kinds.reduce(
            (sum, kind) => ({ planned: sum.planned + kind.planned, met: sum.met + kind.met }),
            { planned: 0, met: 0 },
          );
          return (
            <>
              <Figures
                items={[
                  {
                    label: `${monthWords(view.month)}家访`,
                    value: doneWords(view.homeVisits, '户'),
                    note: homeVisitWords(view.homeVisits),
                    to: '/tasks?who=all&kind=home_visit',
                    testId: 'home-visits',
                  },
                  {
                    label: '面访与家访合计',
                    value: doneWords(all, '位'),
                    note: '这个月的，已谈 / 安排',
                  },
                ]}
              />
              <PlansPanel plans={view.plans} mayCancel={may('store.manage')} />
              <div className="talk-columns">
                {view.kinds.length > 0 && (
                  <Panel flush title="各类进度">
                    <DataList
                      label="各类进度"
                      testId="talk-kind"
                      rows={view.kinds}
                      rowKey={(row) => row.kind}
                      columns={kindColumns}
                      card={(row) => <CountCard title={followUpKindLabel[row.kind]} row={row} />}
                    />
                  </Panel>
                )}
                {view.people.length > 0 && (
                  <Panel flush title="各人进度">
                    <DataList
                      label="各人进度"
                      testId="talk-person"
                      rows={view.people}
                      rowKey={(row) => row.staffId ?? ''}
                      columns={personColumns}
                      card={(row) => <CountCard title={row.name} row={row} />}
                    />
                  </Panel>
                )}
              </div>
              <Panel flush title="车主说了什么">
                <Voices voices={view.voices} onOpen={open} />
              </Panel>
            </>
          );
        }}
      </Loaded>
      {planning && <PlanLayer onClose={() => setPlanning(false)} />}
      <CallLayer id={filters.get('call') ?? null} onClose={() => open(undefined)} />
    </>
  );
}
