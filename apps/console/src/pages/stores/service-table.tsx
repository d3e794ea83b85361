import type { StoreView } from '@cheban/contracts';
import { bayKindLabel, serviceKindLabel } from '@cheban/contracts/constants';
import { Button } from 'antd';
import { useState } from 'react';
import { useMay } from '../../app/me.js';
import { sayDuration } from '../../shared/format/time.js';
import { yuan } from '../../shared/format/words.js';
import { type Column, DataList } from '../../shared/ui/data-list.js';
import { Empty } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';
import { IncludesLayer } from './includes-layer.js';
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
  const may = useMay();
  const [open, setOpen] = useState<Service | 'new' | null>(null);
  const [includes, setIncludes] = useState<Service | null>(null);
  // Only those who see visits are told what a service includes, and only who runs the store writes it.
  const describes = editable && may('visit.read');
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
          columns={
            describes
              ? [
                  ...columns,
                  {
                    key: 'includes',
                    title: '服务包含',
                    width: '100px',
                    render: (row) => (
                      <Button size="small" data-testid="service-includes" onClick={() => setIncludes(row)}>
                        编辑
                      </Button>
                    ),
                  },
                ]
              : columns
          }
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
                  {describes && <Button onClick={() => setIncludes(row)}>服务包含</Button>}
                  <Button onClick={() => setOpen(row)}>修改</Button>
                </div>
              )}
            </>
          )}
        />
      )}
      {includes && <IncludesLayer service={includes} onClose={() => setIncludes(null)} />}
      {open && (
        <ServiceLayer store={store} service={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
    </>
  );
}
