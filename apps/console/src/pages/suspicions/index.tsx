import type { SuspectItem } from '@cheban/contracts';
import {
  suspectKindLabel,
  suspectKinds,
  suspectStateLabel,
  suspectStates,
} from '@cheban/contracts/constants';
import { api } from '../../app/api.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { SuspectTag } from '../../features/suspicion/tags.js';
import { whenShort } from '../../shared/format/time.js';
import { count } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { ChoiceFilter, ListPanel, StateFilter } from '../../shared/ui/list-panel.js';
import { PageHead } from '../../shared/ui/page.js';
import { SearchField } from '../../shared/ui/search-field.js';
import { Empty } from '../../shared/ui/states.js';
import { SuspicionLayer } from './suspicion-layer.js';

type Row = SuspectItem;
const why = (row: Row) => row.reasons.map(({ text }) => text).join('；');

const columns: Column<Row>[] = [
  {
    key: 'who',
    title: '车主',
    width: '200px',
    render: (row) => (
      <span className="clip">
        <span className="strong">{row.ownerName}</span> <span className="muted num">{row.phoneMasked}</span>
      </span>
    ),
  },
  { key: 'state', title: '状态', width: '100px', render: (row) => <SuspectTag state={row.state} /> },
  {
    key: 'why',
    title: '为什么拦下',
    render: (row) => (
      <span className="clip" title={why(row)}>
        {why(row)}
      </span>
    ),
  },
  { key: 'reward', title: '待发奖励', width: '170px', render: (row) => row.rewardText },
  {
    key: 'from',
    title: '来自',
    width: '180px',
    minor: true,
    render: (row) => (
      <span className="clip" title={row.title}>
        {row.kindLabel} · {row.title}
      </span>
    ),
  },
  {
    key: 'at',
    title: '拦下',
    width: '110px',
    render: (row) => <span className="num">{whenShort(row.heldAt)}</span>,
  },
  { key: 'store', title: '门店', width: '130px', minor: true, render: (row) => row.storeName },
];

/** Rewards that wait for a person's look, why, and what was decided before. */
export default function SuspicionsPage() {
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const state = filters.oneOf('state', suspectStates);
  const kind = filters.oneOf('kind', suspectKinds);
  const q = filters.get('q') ?? '';
  const wanted = { ...scope, ...(state && { state }), ...(kind && { kind }), ...(q !== '' && { q }) };
  const list = usePageQuery('suspicions', filters, wanted, (query) => api.suspicion.list({ query }));
  const held = list.data?.held ?? 0;
  const open = filters.get('open');
  const show = (row: Row) => filters.show('open', row.id);
  const narrowed = state !== undefined || kind !== undefined || q !== '';
  return (
    <>
      <PageHead
        tab="可疑领奖"
        title="可疑领奖"
        sub={
          held > 0
            ? `${count(held)} 条等您核实：放行后立即发放，没核实前一分钱也不会出去。`
            : '同一手机、微信、车或车牌领奖过多时，奖励会先停在这里，由人核实后再发。'
        }
      />
      <ListPanel<Row>
        label="可疑领奖"
        testId="suspicion-row"
        query={list}
        filters={filters}
        bar={
          <>
            <StateFilter filters={filters} values={suspectStates} labels={suspectStateLabel} />
            <ChoiceFilter
              filters={filters}
              values={suspectKinds}
              labels={suspectKindLabel}
              name="kind"
              label="来自"
              placeholder="全部来源"
            />
            <SearchField
              value={q}
              placeholder="姓名或手机后四位"
              onChange={(text) => filters.set({ q: text || undefined })}
            />
            <ScopeSelect filters={filters} />
          </>
        }
        empty={
          narrowed ? (
            <Empty icon="search" title="没有符合条件的记录" text="放宽条件再试试。" />
          ) : (
            <Empty
              icon="shield"
              title="没有可疑的领奖"
              text="一切正常。需要时也可以在客户页先拦下某个人的奖励。"
            />
          )
        }
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={show}
        card={(row) => (
          <button type="button" className="plain-button card-button" onClick={() => show(row)}>
            <span className="card-top">
              <span className="card-title">
                {row.ownerName} · {row.rewardText}
              </span>
              <SuspectTag state={row.state} />
            </span>
            <span className="card-line small">{why(row)}</span>
            <span className="card-line small num">
              <span>{row.kindLabel}</span>
              <span>{whenShort(row.heldAt)}</span>
            </span>
          </button>
        )}
      />
      {open && <SuspicionLayer key={open} id={open} onClose={() => filters.show('open', undefined)} />}
    </>
  );
}
