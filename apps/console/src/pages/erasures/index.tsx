import type { Routes, RouteView } from '@cheban/contracts';
import { type ErasureState, erasureStateLabel, erasureStates } from '@cheban/contracts/constants';
import { Button } from 'antd';
import { api } from '../../app/api.js';
import { daysWords, stamp } from '../../shared/format/time.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { ChoiceFilter, ListPanel } from '../../shared/ui/list-panel.js';
import { PageHead } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { Tag, type Tone } from '../../shared/ui/tag.js';

type Row = RouteView<Routes['staffPrivacy']['erasures']>['items'][number];

const GONE = '已注销车主';
const URGENT_DAYS = 3;

function StateTag({ row }: { row: Row }) {
  const tones: Record<ErasureState, Tone> = { waiting: 'blue', done: 'grey', withdrawn: 'green' };
  return <Tag tone={tones[row.state]}>{row.stateLabel}</Tag>;
}

/** How long there is still time, or what became of it. */
function Deadline({ row }: { row: Row }) {
  if (row.daysLeft === null)
    return <span className="num faint">{row.endedAt ? stamp(row.endedAt) : '—'}</span>;
  const text = `${row.dueOn}（${daysWords(row.daysLeft)}）`;
  return row.daysLeft <= URGENT_DAYS ? (
    <Tag tone={row.daysLeft < 0 ? 'red' : 'amber'} icon="alert">
      {text}
    </Tag>
  ) : (
    <span className="num">{text}</span>
  );
}

/** What staff should do about it, in a sentence. */
function next(row: Row): string {
  if (row.state === 'withdrawn') return '车主已撤回，无需处理。';
  if (row.state === 'done') {
    const kept = row.kept.map(({ title }) => title).slice(0, 3);
    return kept.length > 0 ? `已删除个人信息；依法留存：${kept.join('、')}等。` : '已删除个人信息。';
  }
  return row.waitsFor.length > 0 ? `${row.waitsFor.join('；')}。` : '反悔期过后自动办理，无需处理。';
}

const columns: Column<Row>[] = [
  {
    key: 'asked',
    title: '申请时间',
    width: '150px',
    render: (row) => <span className="num">{stamp(row.askedAt)}</span>,
  },
  {
    key: 'who',
    title: '车主',
    width: '170px',
    render: (row) => (
      <>
        {row.ownerName ?? GONE} <span className="num faint">{row.phoneMasked}</span>
      </>
    ),
  },
  { key: 'state', title: '状态', width: '100px', render: (row) => <StateTag row={row} /> },
  { key: 'due', title: '最晚办完', width: '190px', render: (row) => <Deadline row={row} /> },
  { key: 'next', title: '要做什么', render: next },
  { key: 'store', title: '门店', width: '150px', minor: true, render: (row) => row.storeName ?? '—' },
];

export default function ErasuresPage() {
  const filters = useUrlFilters();
  const state = filters.oneOf('state', erasureStates);
  const list = usePageQuery('erasures', filters, { ...(state && { state }) }, (query) =>
    api.staffPrivacy.erasures({ query }),
  );
  return (
    <>
      <PageHead
        tab="注销申请"
        title="注销申请"
        sub="车主要求删除个人信息，须在 10 个工作日内办完。有事没了结的，请尽快帮车主处理。"
      />
      <ListPanel<Row>
        label="注销申请"
        testId="erasure-row"
        query={list}
        filters={filters}
        bar={
          <ChoiceFilter
            filters={filters}
            values={erasureStates}
            labels={erasureStateLabel}
            name="state"
            label="状态"
            placeholder="全部状态"
            width={140}
          />
        }
        empty={
          <Empty
            icon="erasures"
            title="没有注销申请"
            text={state ? '换个状态看看。' : '车主在“设置－我的个人信息”里申请后，会列在这里。'}
            action={state && <Button onClick={() => filters.set({ state: undefined })}>查看全部</Button>}
          />
        }
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => (
          <>
            <div className="card-top">
              <strong>{row.ownerName ?? GONE}</strong>
              <StateTag row={row} />
            </div>
            <div className="card-line">
              <span className="faint">{row.daysLeft === null ? '结束于' : '最晚办完'}</span>
              <Deadline row={row} />
            </div>
            <div className="card-line">{next(row)}</div>
          </>
        )}
      />
    </>
  );
}
