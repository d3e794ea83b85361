import type { StoreView } from '@cheban/contracts';
import { bayKindLabel, serviceKindLabel } from '@cheban/contracts/constants';
import { Button } from 'antd';
import { useState } from 'react';
import { sayDuration } from '../../shared/format/time.js';
import { yuan } from '../../shared/format/words.js';
import { type Column, DataList } from '../../shared/ui/data-list.js';
import { Empty } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';
import { ServiceLayer } from './service-layer.js';

type Service = StoreView['services'][number];

const price = (row: Service) => (row.priceFromFen === null ? '面议' : `${yuan(row.priceFromFen)} 起`);
const promise = (row: Service) => (row.promiseMinutes === null ? '—' : sayDuration(row.promiseMinutes));
const active = (row: Service) => (row.active ? <Tag tone="green">开放预约</Tag> : <Tag>已停用</Tag>);

const columns: Column<Service>[] = [
  { key: 'name', title: '服务', render: (row) => <span className="strong">{row.name}</span> },
  { key: 'kind', title: '类别', width: '110px', render: (row) => serviceKindLabel[row.kind] },
  { key: 'bay', title: '占用工位', width: '110px', render: (row) => bayKindLabel[row.bayKind] },
  {
    key: 'minutes',
    title: '时长',
    width: '110px',
    align: 'right',
    render: (row) => sayDuration(row.minutes),
  },
  { key: 'promise', title: '准时承诺', width: '110px', align: 'right', render: promise },
  { key: 'price', title: '价格', width: '130px', align: 'right', render: price },
  { key: 'active', title: '状态', width: '100px', render: active },
];

/** Services of a store: duration and bay decide the slots, the promise decides the hourglass. */
export function ServiceTable({ store, editable }: { store: StoreView; editable: boolean }) {
  const [open, setOpen] = useState<Service | 'new' | null>(null);
  return (
    <>
      {editable && (
        <p style={{ marginBottom: 8 }}>
          <Button data-testid="service-add" onClick={() => setOpen('new')}>
            添加服务项目
          </Button>
        </p>
      )}
      {store.services.length === 0 ? (
        <Empty icon="workshop" title="还没有服务项目" text="添加后车主就能预约。" />
      ) : (
        <DataList
          label="服务项目"
          rows={store.services}
          rowKey={(row) => row.id}
          columns={columns}
          {...(editable && { onOpen: setOpen })}
          card={(row) => (
            <>
              <div className="card-top">
                <span className="card-title">{row.name}</span>
                {active(row)}
              </div>
              <div className="card-line small">
                {sayDuration(row.minutes)} · {bayKindLabel[row.bayKind]} · {price(row)}
              </div>
              {editable && (
                <div className="card-actions">
                  <Button onClick={() => setOpen(row)}>修改</Button>
                </div>
              )}
            </>
          )}
        />
      )}
      {open && (
        <ServiceLayer store={store} service={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
    </>
  );
}
