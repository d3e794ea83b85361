import type { PlayRow } from '@cheban/contracts';
import { claimStates, missText } from '@cheban/contracts/constants';
import { Segmented } from 'antd';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { ClaimTag, claimChoiceLabel } from '../../features/campaign/parts.js';
import { whenShort } from '../../shared/format/time.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import type { UrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { DownloadButton } from '../../shared/ui/download-button.js';
import { ChoiceFilter, ListPanel } from '../../shared/ui/list-panel.js';
import { OwnerLink } from '../../shared/ui/owner-link.js';
import { Empty } from '../../shared/ui/states.js';

type Row = PlayRow;

const Prize = ({ row }: { row: Row }) =>
  row.prizeText === null ? (
    <span className="muted" title={row.missed ? missText[row.missed] : undefined}>
      {row.missed === 'stock' ? '奖品已发完' : row.missed === 'limited' ? '已到上限' : '未中奖'}
    </span>
  ) : (
    <span className="row-gap">
      {row.prizeText}
      {row.prizeState && <ClaimTag state={row.prizeState} />}
    </span>
  );

const columns: Column<Row>[] = [
  {
    key: 'who',
    title: '车主',
    render: (row) => <OwnerLink of={row} strong />,
  },
  { key: 'turn', title: '第几次', width: '80px', render: (row) => `第 ${row.turn} 次` },
  {
    key: 'at',
    title: '时间',
    width: '120px',
    render: (row) => <span className="num">{whenShort(row.at)}</span>,
  },
  {
    key: 'result',
    title: '结果',
    width: '150px',
    render: (row) => (row.state === 'playing' ? row.stateLabel : row.resultText),
  },
  { key: 'prize', title: '奖品', width: '260px', render: (row) => <Prize row={row} /> },
  { key: 'store', title: '门店', width: '150px', minor: true, render: (row) => row.storeName },
];

/** Who played, how it went, and what became of the prize. */
export function PlaysPanel({ id, title, filters }: { id: string; title: string; filters: UrlFilters }) {
  const may = useMay();
  const prizeState = filters.oneOf('prize', claimStates);
  const won = filters.oneOf('won', ['true', 'false'] as const);
  const wanted = { id, ...(prizeState && { prizeState }), ...(won && { won }) };
  const list = usePageQuery('game-plays', filters, wanted, ({ id: game, ...query }) =>
    api.staffGame.plays({ params: { id: game }, query }),
  );
  return (
    <ListPanel<Row>
      label="参与名单"
      testId="play-row"
      title="参与名单"
      extra={
        may('campaign.manage') && (
          <DownloadButton
            path={`/staff/games/${id}/plays.csv`}
            query={{}}
            fileName={`${title}-参与名单.csv`}
            disabled={(list.data?.total ?? 0) === 0}
          />
        )
      }
      query={list}
      filters={filters}
      bar={
        <>
          <Segmented
            aria-label="得奖"
            value={won ?? 'all'}
            options={[
              { value: 'all', label: '全部' },
              { value: 'true', label: '得奖' },
              { value: 'false', label: '未中奖' },
            ]}
            onChange={(value) => filters.set({ won: value === 'all' ? undefined : value })}
          />
          <ChoiceFilter
            filters={filters}
            values={claimStates}
            labels={claimChoiceLabel}
            name="prize"
            label="奖品状态"
            placeholder="奖品状态"
            width={140}
          />
        </>
      }
      empty={<Empty icon="games" title="还没有人玩" text="开始以后，谁玩了、得了什么都会实时出现在这里。" />}
      rowKey={(row) => row.id}
      columns={columns}
      card={(row) => (
        <>
          <div className="card-top">
            <Link to={`/owners/${row.ownerId}`} className="card-title">
              {row.ownerName}
            </Link>
            <span className="small num muted">{whenShort(row.at)}</span>
          </div>
          <div className="card-line small">
            <span>{row.state === 'playing' ? row.stateLabel : row.resultText}</span>
            <Prize row={row} />
          </div>
        </>
      )}
    />
  );
}
