import type { StoreView } from '@cheban/contracts';
import { type BayKind, bayKindLabel, bayKinds } from '@cheban/contracts/constants';
import { Button, Form, Input, Select, Switch } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { codeRule } from '../../shared/ui/code-rule.js';
import { type Column, DataList } from '../../shared/ui/data-list.js';
import { FormDialog } from '../../shared/ui/form-dialog.js';
import { Empty } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';

type Bay = StoreView['bays'][number];
interface Fields {
  code: string;
  name: string;
  kind: BayKind;
  active: boolean;
}

const active = (row: Bay) => (row.active ? <Tag tone="green">使用中</Tag> : <Tag>已停用</Tag>);
const columns: Column<Bay>[] = [
  { key: 'name', title: '工位', render: (row) => <span className="strong">{row.name}</span> },
  { key: 'code', title: '编码', width: '140px', render: (row) => row.code },
  { key: 'kind', title: '类型', width: '140px', render: (row) => bayKindLabel[row.kind] },
  { key: 'active', title: '状态', width: '100px', render: active },
];

function BayDialog({ store, bay, onClose }: { store: StoreView; bay: Bay | null; onClose(): void }) {
  const [form] = Form.useForm<Fields>();
  const save = useSubmit(api.store.saveBay, {
    refresh: ['stores', 'board', 'slots'],
    success: '工位已保存',
    quiet: true,
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title={bay ? '修改工位' : '添加工位'}
      form={form}
      submit={save}
      testId="bay-save"
      onClose={onClose}
      initialValues={bay ?? { kind: 'service', active: true }}
      onFinish={({ code, ...body }) => save.mutate({ params: { id: store.id, code }, body })}
    >
      <Form.Item name="code" label="编码" rules={[codeRule]}>
        <Input disabled={bay !== null} maxLength={20} placeholder="例如 B-01" />
      </Form.Item>
      <Form.Item name="name" label="名称" rules={[{ required: true, message: '请填写名称' }]}>
        <Input maxLength={40} placeholder="例如 保养 1 号位" />
      </Form.Item>
      <Form.Item name="kind" label="类型">
        <Select options={bayKinds.map((value) => ({ value, label: bayKindLabel[value] }))} />
      </Form.Item>
      <Form.Item
        name="active"
        label="使用中"
        valuePropName="checked"
        extra="停用后不再接受新预约，已有预约不受影响"
      >
        <Switch aria-label="使用中" />
      </Form.Item>
    </FormDialog>
  );
}

/** Bays of a store: how many cars can be worked on at once. */
export function BayTable({ store, editable }: { store: StoreView; editable: boolean }) {
  const [open, setOpen] = useState<Bay | 'new' | null>(null);
  return (
    <>
      {editable && (
        <p style={{ marginBottom: 8 }}>
          <Button data-testid="bay-add" onClick={() => setOpen('new')}>
            添加工位
          </Button>
        </p>
      )}
      {store.bays.length === 0 ? (
        <Empty icon="workshop" title="还没有工位" text="有了工位，才有可以预约的时段。" />
      ) : (
        <DataList
          label="工位"
          rows={store.bays}
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
                {row.code} · {bayKindLabel[row.kind]}
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
      {open && <BayDialog store={store} bay={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </>
  );
}
