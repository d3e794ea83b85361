import type { CodePoolView, PoolCodeView } from '@cheban/contracts';
import { poolCodeStateLabel, poolCodeStates } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { poolAreas } from '../../features/coupon/queries.js';
import { shortDate, stamp, whenShort } from '../../shared/format/time.js';
import { count } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { DownloadButton } from '../../shared/ui/download-button.js';
import { Figures } from '../../shared/ui/figures.js';
import { ListPanel, StateFilter } from '../../shared/ui/list-panel.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { ReasonDialog } from '../../shared/ui/reason-dialog.js';
import { Empty } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';
import { ImportLayer } from './import-layer.js';
import { PoolLayer } from './pool-layer.js';

const tone = { free: 'green', given: 'blue', void: 'grey' } as const;

function Codes({ pool }: { pool: CodePoolView }) {
  const may = useMay();
  const filters = useUrlFilters();
  const state = filters.oneOf('state', poolCodeStates);
  const [voiding, setVoiding] = useState<PoolCodeView | null>(null);
  const wanted = { id: pool.id, ...(state && { state }) };
  const list = usePageQuery('pool-codes', filters, wanted, ({ id, ...query }) =>
    api.codePool.codes({ params: { id }, query }),
  );
  const drop = useSubmit(api.codePool.voidCode, {
    refresh: poolAreas,
    success: '已作废，不会再发出',
    quiet: true,
    onSuccess: () => setVoiding(null),
  });
  const act = (row: PoolCodeView) =>
    may('coupon.manage') &&
    row.state === 'free' && (
      <Button size="small" onClick={() => setVoiding(row)}>
        作废
      </Button>
    );
  const columns: Column<PoolCodeView>[] = [
    { key: 'code', title: '码', render: (row) => <span className="num">{row.codeMasked}</span> },
    {
      key: 'state',
      title: '状态',
      width: '100px',
      render: (row) => <Tag tone={tone[row.state]}>{poolCodeStateLabel[row.state]}</Tag>,
    },
    {
      key: 'until',
      title: '有效到',
      width: '110px',
      render: (row) =>
        row.expiresOn ? (
          <span className="num">{shortDate(row.expiresOn)}</span>
        ) : (
          <span className="none">—</span>
        ),
    },
    {
      key: 'who',
      title: '发给',
      width: '190px',
      render: (row) =>
        row.ownerName ? (
          <>
            {row.ownerName} <span className="muted num">{row.phoneMasked}</span>
          </>
        ) : (
          <span className="none">—</span>
        ),
    },
    {
      key: 'at',
      title: '时间',
      width: '120px',
      render: (row) =>
        row.givenAt ? <span className="num">{whenShort(row.givenAt)}</span> : <span className="none">—</span>,
    },
    { key: 'act', title: '', width: '80px', render: act },
  ];
  return (
    <>
      <ListPanel<PoolCodeView>
        label="兑换码"
        testId="code-row"
        query={list}
        filters={filters}
        bar={
          <>
            <StateFilter filters={filters} values={poolCodeStates} labels={poolCodeStateLabel} />
            {may('coupon.manage') && (
              <DownloadButton
                path={`/staff/code-pools/${pool.id}/codes.csv`}
                query={{ state }}
                fileName={`${pool.title}.csv`}
                disabled={(list.data?.total ?? 0) === 0}
              />
            )}
          </>
        }
        empty={<Empty icon="lock" title="这里还没有码" text="导入商家给的码，就能发出去了。" />}
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => (
          <>
            <div className="card-top">
              <span className="card-title num">{row.codeMasked}</span>
              <Tag tone={tone[row.state]}>{poolCodeStateLabel[row.state]}</Tag>
            </div>
            <div className="card-line small num">
              <span>{row.ownerName ?? '还没发出'}</span>
              {act(row) || (row.givenAt && <span>{whenShort(row.givenAt)}</span>)}
            </div>
          </>
        )}
      />
      {voiding && (
        <ReasonDialog
          title={`作废 ${voiding.codeMasked}`}
          what="作废后不会再发出，不能恢复。"
          okText="作废"
          suggestions={['商家通知失效', '码有误']}
          busy={drop.isPending}
          error={drop.error}
          testId="code-void"
          onSubmit={(reason) => drop.mutate({ params: { id: voiding.id }, body: { reason } })}
          onClose={() => setVoiding(null)}
        />
      )}
    </>
  );
}

function Pool({ pool }: { pool: CodePoolView }) {
  const may = useMay();
  const filters = useUrlFilters();
  const [editing, setEditing] = useState(false);
  const importing = filters.get('import') === '1';
  return (
    <>
      <PageHead
        tab={pool.title}
        back={{ to: '/code-pools', label: '兑换码' }}
        title={pool.title}
        sub={`${pool.issuer} · ${pool.storeName}${pool.active ? '' : ' · 已停用'}`}
        actions={
          may('coupon.manage') && (
            <>
              <Button type="primary" data-testid="pool-import" onClick={() => filters.set({ import: 1 })}>
                导入码
              </Button>
              <Button onClick={() => setEditing(true)}>修改</Button>
            </>
          )
        }
      />
      <Figures
        items={[
          {
            label: '可发',
            value: <span className={pool.low ? 'text-red' : ''}>{count(pool.free)}</span>,
            note: pool.low ? `少于 ${count(pool.alarmBelow)} 个，请补` : undefined,
            testId: 'pool-free',
          },
          { label: '已发', value: count(pool.given), to: `/code-pools/${pool.id}?state=given` },
          { label: '过期未发', value: count(pool.expired) },
          { label: '作废', value: count(pool.void), to: `/code-pools/${pool.id}?state=void` },
        ]}
      />
      <Codes pool={pool} />
      {pool.imports.length > 0 && (
        <Panel title="导入记录">
          <ul className="plan-list">
            {pool.imports.map((entry) => (
              <li key={entry.id}>
                <span className="plan-when num">{stamp(entry.at)}</span>
                <span className="plan-note">
                  {entry.fileName} · {entry.by}
                </span>
                <span className="num">
                  {entry.dryRun ? '试读' : '导入'} {count(entry.good)} / {count(entry.rows)} 行
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {importing && <ImportLayer pool={pool} onClose={() => filters.set({ import: undefined })} />}
      {editing && (
        <PoolLayer pool={pool} onDone={() => setEditing(false)} onClose={() => setEditing(false)} />
      )}
    </>
  );
}

/** One pool: what is left, who has which code, how they came in. */
export default function CodePoolPage() {
  const { id = '' } = useParams();
  const query = useQuery({
    queryKey: ['code-pool', id],
    queryFn: () => api.codePool.detail({ params: { id } }),
  });
  return (
    <Loaded query={query} missing="没有找到这个码池" blocks={[56, 96, 320]}>
      {(pool) => <Pool key={pool.id} pool={pool} />}
    </Loaded>
  );
}
