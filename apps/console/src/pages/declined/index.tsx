import { declinedWorkStateLabel, declinedWorkStates } from '@cheban/contracts/constants';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useMay, useStoreId } from '../../app/me.js';
import { NewBookingLayer } from '../../features/booking/on-demand.js';
import { NewCallLayer } from '../../features/call/on-demand.js';
import { useStore } from '../../features/store/queries.js';
import { plateText, yuan } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { ListPanel } from '../../shared/ui/list-panel.js';
import { PageHead } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { SettleDialog } from './settle-dialog.js';
import { Chase, carOf, columns, Since, type Work } from './words.js';

/** Work that owners have put off, the next to ask about first: book it, call, or settle it. */
export default function DeclinedPage() {
  const storeId = useStoreId();
  const may = useMay();
  const filters = useUrlFilters();
  const { store } = useStore();
  const state = filters.oneOf('state', declinedWorkStates) ?? 'open';
  const [doing, setDoing] = useState<{ what: 'book' | 'call' | 'settle'; work: Work } | null>(null);
  const done = () => setDoing(null);
  const list = usePageQuery('declined-work', filters, { storeId, state }, (query) =>
    api.workshop.declinedWork({ query }),
  );
  const actions = (work: Work) => (
    <>
      {may('booking.manage') && carOf(work) && (
        <Button size="small" data-testid="declined-book" onClick={() => setDoing({ what: 'book', work })}>
          预约
        </Button>
      )}
      {may('task.manage') && carOf(work) && (
        <Button size="small" data-testid="declined-call" onClick={() => setDoing({ what: 'call', work })}>
          安排电话
        </Button>
      )}
      {may('visit.manage') && (
        <Button size="small" data-testid="declined-settle" onClick={() => setDoing({ what: 'settle', work })}>
          处理
        </Button>
      )}
    </>
  );
  const acts = {
    key: 'act',
    title: '操作',
    width: '210px',
    render: (work: Work) => <span className="row-gap">{actions(work)}</span>,
  };
  return (
    <>
      <PageHead
        tab="暂未做的项目"
        title="暂未做的项目"
        sub="车主这次没做的建议。到跟进日自动提醒车主，一周没有答复再由顾问致电；约好了就从这里移走。"
      />
      <ListPanel<Work>
        label="暂未做的项目"
        testId="declined-row"
        query={list}
        filters={filters}
        bar={
          <Segmented
            aria-label="状态"
            value={state}
            options={declinedWorkStates.map((value) => ({ value, label: declinedWorkStateLabel[value] }))}
            onChange={(value) => filters.set({ state: value === 'open' ? undefined : value })}
          />
        }
        empty={
          <Empty
            icon="check"
            title={`没有${declinedWorkStateLabel[state]}的项目`}
            text="车主对报价选“暂不做”后，项目会留在这里，不会忘。"
          />
        }
        rowKey={(work) => work.id}
        columns={state === 'open' ? [...columns, acts] : columns}
        card={(work) => (
          <>
            <div className="card-top">
              <Link to={`/visits/${work.visitId}`} className="card-title">
                {work.title}
              </Link>
              <span className="num">{yuan(work.amountFen)}</span>
            </div>
            <div className="card-line small">
              {[work.ownerName, plateText(work.plate), work.model].join(' · ')}
            </div>
            <div className="card-line small">
              <span>
                搁置 <Since work={work} />
              </span>
              <span>
                {work.chaseOn && '跟进 '}
                <Chase work={work} />
              </span>
            </div>
            {state === 'open' && <div className="card-actions">{actions(work)}</div>}
          </>
        )}
      />
      {doing?.what === 'book' && (
        <NewBookingLayer
          key={doing.work.id}
          open
          car={carOf(doing.work)}
          storeId={doing.work.storeId}
          serviceId={store?.services.find((entry) => entry.active && entry.kind === doing.work.book.kind)?.id}
          note={doing.work.book.note}
          onClose={done}
        />
      )}
      {doing?.what === 'call' && (
        <NewCallLayer
          key={doing.work.id}
          open
          car={carOf(doing.work)}
          storeId={doing.work.storeId}
          title={`还没做的项目：${doing.work.title}`.slice(0, 60)}
          onClose={done}
        />
      )}
      {doing?.what === 'settle' && <SettleDialog work={doing.work} onClose={done} />}
    </>
  );
}
