import type { MerchantView } from '@cheban/contracts';
import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { NotFound } from '../../app/not-found.js';
import { whenShort } from '../../shared/format/time.js';
import { yuan } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { type Column, DataList } from '../../shared/ui/data-list.js';
import { Icon } from '../../shared/ui/icon.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';
import { MerchantLayer } from './merchant-layer.js';

type Row = MerchantView;
const ActiveTag = ({ row }: { row: Row }) =>
  row.active ? (
    <Tag tone="green" icon="check">
      使用中
    </Tag>
  ) : (
    <Tag icon="close">已停用</Tag>
  );

/** Asks WeChat Pay with the keys on file, and says what it answered. */
function CheckButton({ id }: { id: string }) {
  const { modal } = App.useApp();
  const check = useSubmit(api.staffPayment.checkMerchant, {
    onSuccess: ({ ok, text }) =>
      void (ok ? modal.success : modal.error)({
        title: ok ? '连接正常' : '连接没有通过',
        content: text,
        okText: '知道了',
      }),
  });
  return (
    <Button
      size="small"
      data-testid="merchant-check"
      loading={check.isPending}
      onClick={() => check.mutate({ params: { id } })}
    >
      测试连接
    </Button>
  );
}

/** WeChat Pay accounts: one of the group, and of stores with their own. */
export default function MerchantsPage() {
  const may = useMay();
  const [editing, setEditing] = useState<Row | 'new' | null>(null);
  const list = useQuery({ queryKey: ['merchants'], queryFn: () => api.staffPayment.merchants() });
  if (!may('payment.manage')) return <NotFound what="您没有管理商户号的权限" />;
  const rows = list.data?.items ?? [];
  const actions = (row: Row) => (
    <span className="row-gap">
      <CheckButton id={row.id} />
      <Button size="small" data-testid="merchant-edit" onClick={() => setEditing(row)}>
        更换密钥
      </Button>
    </span>
  );
  const columns: Column<Row>[] = [
    { key: 'store', title: '给谁用', width: '180px', render: (row) => row.storeName },
    { key: 'name', title: '商户简称', render: (row) => <span className="strong">{row.name}</span> },
    {
      key: 'number',
      title: '商户号',
      width: '130px',
      render: (row) => <span className="num">{row.merchantId}</span>,
    },
    { key: 'state', title: '状态', width: '100px', render: (row) => <ActiveTag row={row} /> },
    {
      key: 'max',
      title: '单笔转账上限',
      width: '120px',
      align: 'right',
      render: (row) => yuan(row.maxPayoutFen),
    },
    {
      key: 'at',
      title: '更新',
      width: '110px',
      minor: true,
      render: (row) => <span className="num">{whenShort(row.updatedAt)}</span>,
    },
    { key: 'act', title: '', width: '200px', render: actions },
  ];
  const add = (
    <Button
      type="primary"
      icon={<Icon name="plus" />}
      data-testid="merchant-new"
      onClick={() => setEditing('new')}
    >
      添加商户号
    </Button>
  );
  return (
    <>
      <PageHead
        tab="微信商户号"
        title="微信商户号"
        sub="收款和发红包都走这里。门店没有自己的商户号时，用集团的。"
        actions={list.data && rows.length === 0 ? undefined : add}
      />
      <Alert
        type="info"
        showIcon
        title="密钥加密保存，保存后谁也看不到原文；更换密钥前，请先在微信支付商户平台备好新的。"
      />
      <Panel flush>
        {list.isPending && <ListSkeleton rows={2} />}
        {list.isError && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && (
          <Empty
            icon="merchants"
            title="还没有商户号"
            text="没有商户号时，保养卡和商品不能在线收款，红包也发不出去。"
            action={add}
          />
        )}
        {rows.length > 0 && (
          <DataList<Row>
            label="微信商户号"
            testId="merchant-row"
            rows={rows}
            rowKey={(row) => row.id}
            columns={columns}
            card={(row) => (
              <>
                <div className="card-top">
                  <span className="card-title">{row.name}</span>
                  <ActiveTag row={row} />
                </div>
                <div className="card-line small num">
                  <span>{row.storeName}</span>
                  <span>{row.merchantId}</span>
                </div>
                <div className="card-actions">{actions(row)}</div>
              </>
            )}
          />
        )}
      </Panel>
      {editing && (
        <MerchantLayer merchant={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}
