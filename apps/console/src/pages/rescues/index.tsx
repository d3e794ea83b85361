import type { StaffRescueItem } from '@cheban/contracts';
import { rescueKindLabel, rescueKinds, rescueStateLabel, rescueStates } from '@cheban/contracts/constants';
import { Button } from 'antd';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { ArrangedPanel } from '../../features/list/arranged-panel.js';
import { RescueKindTag, RescueTag } from '../../features/rescue/tags.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { whenShort } from '../../shared/format/time.js';
import { plateText, yuan } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { DownloadButton } from '../../shared/ui/download-button.js';
import { ChoiceFilter, StateFilter } from '../../shared/ui/list-panel.js';
import { OwnerLink } from '../../shared/ui/owner-link.js';
import { PageHead } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { ChimeSwitch } from './chime-switch.js';
import { RescueLayer } from './rescue-layer.js';

type Row = StaffRescueItem;

const carOf = (row: Row) => (row.plate ? `${plateText(row.plate)} ${row.model}` : row.model);
const feeOf = (row: Row) =>
  row.costFen === null
    ? row.fee === 'free'
      ? '免费'
      : '待确认'
    : row.costFen === 0
      ? '免费'
      : yuan(row.costFen);

const columns: Column<Row>[] = [
  { key: 'kind', title: '类型', width: '90px', render: (row) => <RescueKindTag kind={row.kind} /> },
  { key: 'state', title: '状态', width: '110px', render: (row) => <RescueTag state={row.state} /> },
  { key: 'who', title: '车主', render: (row) => <OwnerLink of={row} strong /> },
  { key: 'car', title: '车辆', render: (row) => <span className="clip num">{carOf(row)}</span> },
  {
    key: 'at',
    title: '呼叫',
    width: '110px',
    render: (row) => <span className="num">{whenShort(row.calledAt)}</span>,
  },
  {
    key: 'eta',
    title: '预计到达',
    width: '110px',
    render: (row) => <span className="num">{row.etaAt ? whenShort(row.etaAt) : ''}</span>,
  },
  { key: 'by', title: '接单人', width: '100px', render: (row) => row.takenByName ?? '' },
  {
    key: 'fee',
    title: '费用',
    width: '90px',
    minor: true,
    render: (row) => <span className="num">{feeOf(row)}</span>,
  },
  { key: 'store', title: '门店', width: '130px', minor: true, render: (row) => row.storeName },
];

/** Filters that a view of the list keeps. */
const KEEPS = ['state', 'kind', 'all'];

/** Who has called for help on the road, how it goes, and what became of it. */
export default function RescuesPage() {
  const may = useMay();
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const state = filters.oneOf('state', rescueStates);
  const kind = filters.oneOf('kind', rescueKinds);
  const wanted = { ...scope, ...(state && { state }), ...(kind && { kind }) };
  const list = usePageQuery('rescues', filters, wanted, (query) => api.staffRescue.list({ query }));
  const open = filters.get('open');
  const show = (row: Row) => filters.show('open', row.id);
  return (
    <>
      <PageHead
        tab="救援"
        title="救援"
        sub="车主在路上等：请尽快接单，写明谁去、几点到，车主随时能看到。"
        actions={<ChimeSwitch />}
      />
      <ArrangedPanel<Row>
        list="rescues"
        keeps={KEEPS}
        label="救援"
        testId="rescue-row"
        query={list}
        filters={filters}
        bar={
          <>
            <StateFilter filters={filters} values={rescueStates} labels={rescueStateLabel} />
            <ChoiceFilter
              filters={filters}
              values={rescueKinds}
              labels={rescueKindLabel}
              name="kind"
              label="类型"
              placeholder="全部类型"
            />
            <ScopeSelect filters={filters} />
            {may('rescue.manage') && (
              <DownloadButton
                path="/staff/rescues.csv"
                query={{ ...scope, state, kind }}
                fileName="救援记录.csv"
                disabled={(list.data?.total ?? 0) === 0}
              />
            )}
          </>
        }
        empty={
          state || kind ? (
            <Empty
              icon="search"
              title="没有符合条件的救援"
              action={
                <Button onClick={() => filters.set({ state: undefined, kind: undefined })}>清除条件</Button>
              }
            />
          ) : (
            <Empty
              icon="rescues"
              title="没有救援"
              text="车主在小程序里呼叫救援，会立即出现在这里并提醒您。免费救援半径在“门店设置”里填写。"
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
                {rescueKindLabel[row.kind]} · {row.ownerName}
              </span>
              <RescueTag state={row.state} />
            </span>
            <span className="card-line small num">{carOf(row)}</span>
            <span className="card-line small num">
              <span>{whenShort(row.calledAt)} 呼叫</span>
              {row.etaAt && <span>预计 {whenShort(row.etaAt)} 到</span>}
            </span>
          </button>
        )}
      />
      {open && <RescueLayer key={open} id={open} onClose={() => filters.show('open', undefined)} />}
    </>
  );
}
