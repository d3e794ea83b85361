import type { StaffShopItem } from '@cheban/contracts';
import { payOrderKindLabel, payOrderKinds } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Segmented } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api } from '../../app/api.js';
import { useMay, useStoreId } from '../../app/me.js';
import { PhotosItem } from '../../features/photo/photos-item.js';
import { shopAreas } from '../../features/shop/queries.js';
import { ItemTag } from '../../features/shop/tags.js';
import { count } from '../../shared/format/words.js';
import { eitherOf, useSubmit } from '../../shared/hooks/use-submit.js';
import { EditorForm } from '../../shared/ui/editor-form.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { YuanField } from '../../shared/ui/yuan-field.js';
import { CardFields, Preview, wide } from './card-fields.js';
import { type ItemDraft, itemBodyOf, itemDraftOf, newItem } from './item-draft.js';
import { StockDialog } from './stock-dialog.js';

function Editor({ item }: { item: StaffShopItem | null }) {
  const storeId = useStoreId();
  const may = useMay();
  const navigate = useNavigate();
  const [form] = Form.useForm<ItemDraft>();
  const [initial] = useState(() => (item ? itemDraftOf(item) : newItem));
  const draft = { ...initial, ...(Form.useWatch([], form) as ItemDraft | undefined) };
  const [stocking, setStocking] = useState(false);
  const options = { refresh: shopAreas, quiet: true };
  const create = useSubmit(api.staffShop.createItem, {
    ...options,
    success: '草稿已保存，核对后上架',
    onSuccess: (view) => void navigate(`/shop/${view.id}`, { replace: true }),
  });
  const update = useSubmit(api.staffShop.updateItem, { ...options, success: '已保存' });
  const setState = useSubmit(api.staffShop.setItemState, {
    refresh: shopAreas,
    success: (view) => view.stateLabel,
  });
  const manages = may('shop.manage');
  function save() {
    const body = itemBodyOf({ ...draft, photos: form.getFieldValue('photos') ?? [] });
    if (item) update.mutate({ params: { id: item.id }, body });
    else create.mutate({ body: { storeId, stock: draft.stock ?? null, item: body } });
  }
  return (
    <>
      <PageHead
        tab={item ? item.title : '新建保养卡或商品'}
        back={{ to: '/shop', label: '保养卡与商品' }}
        title={
          item ? (
            <>
              {item.title} <ItemTag state={item.state} />
            </>
          ) : (
            '新建保养卡或商品'
          )
        }
        sub={
          item
            ? `${item.storeName} · 已售 ${count(item.sold)} · 库存 ${item.stockLeft === null ? '不限' : count(item.stockLeft)}`
            : '先存为草稿；上架前车主看不到。'
        }
        actions={
          item &&
          manages && (
            <>
              {item.stockLeft !== null && (
                <Button data-testid="item-stock" onClick={() => setStocking(true)}>
                  调库存
                </Button>
              )}
              <Button
                type={item.state === 'on_sale' ? 'default' : 'primary'}
                data-testid="item-state"
                loading={setState.isPending}
                onClick={() =>
                  setState.mutate({
                    params: { id: item.id },
                    body: { state: item.state === 'on_sale' ? 'off' : 'on_sale' },
                  })
                }
              >
                {item.state === 'on_sale' ? '下架' : '上架'}
              </Button>
            </>
          )
        }
      />
      <EditorForm<ItemDraft>
        form={form}
        initialValues={initial}
        submit={eitherOf(create, update)}
        saveText={item ? '保存' : '保存草稿'}
        disabled={!manages}
        testId="item-save"
        preview={<Preview draft={draft} />}
        onFinish={save}
      >
        <Panel title="内容">
          {!item && (
            <Form.Item name="kind" label="类型">
              <Segmented
                options={payOrderKinds.map((value) => ({ value, label: payOrderKindLabel[value] }))}
              />
            </Form.Item>
          )}
          <Form.Item
            name="title"
            label="名称"
            rules={[{ required: true, whitespace: true, min: 2, message: '请填写名称，至少 2 个字' }]}
          >
            <Input maxLength={40} showCount data-testid="item-title" placeholder="例如：五次保养卡" />
          </Form.Item>
          <Form.Item name="summary" label="一句话简介">
            <Input maxLength={60} showCount />
          </Form.Item>
          <div className="form-grid">
            <Form.Item
              name="priceFen"
              label="售价"
              rules={[{ required: true, type: 'number', min: 1, message: '请填写售价' }]}
            >
              <YuanField testId="item-price" />
            </Form.Item>
            <Form.Item name="worthFen" label="原价（划线价）">
              <YuanField placeholder="没有就不填" />
            </Form.Item>
            <Form.Item name="limitPerOwner" label="每人限购">
              <InputNumber min={1} max={99} precision={0} placeholder="不限" style={wide} />
            </Form.Item>
            {!item && (
              <Form.Item name="stock" label="库存">
                <InputNumber min={0} max={100_000} precision={0} placeholder="不限" style={wide} />
              </Form.Item>
            )}
          </div>
          <Form.Item name="description" label="介绍">
            <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} maxLength={2_000} />
          </Form.Item>
          <Form.Item name="photos" label="照片（第一张是封面）">
            <PhotosItem max={6} />
          </Form.Item>
        </Panel>
        {draft.kind !== 'product' && <CardFields draft={draft} />}
      </EditorForm>
      {stocking && item && <StockDialog item={item} onClose={() => setStocking(false)} />}
    </>
  );
}

/** One card or product: its words, its rules, on sale or not. */
export default function ShopItemPage() {
  const { id } = useParams();
  const query = useQuery({
    queryKey: ['shop-item', id],
    queryFn: () => api.staffShop.item({ params: { id: id ?? '' } }),
    enabled: id !== undefined,
  });
  if (id === undefined) return <Editor item={null} />;
  return (
    <Loaded query={query} missing="没有找到这件商品" blocks={[56, 420]}>
      {(item) => <Editor key={item.id} item={item} />}
    </Loaded>
  );
}
