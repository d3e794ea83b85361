import type { StaffShopItem } from '@cheban/contracts';
import { Form, Input, InputNumber } from 'antd';
import { api } from '../../app/api.js';
import { shopAreas } from '../../features/shop/queries.js';
import { count } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormDialog } from '../../shared/ui/form-dialog.js';

interface Fields {
  change: number;
  reason: string;
}

/** Adds to the stock or takes from it, with a reason. */
export function StockDialog({ item, onClose }: { item: StaffShopItem; onClose(): void }) {
  const [form] = Form.useForm<Fields>();
  const change = (Form.useWatch('change', form) as number | null | undefined) ?? 0;
  const after = (item.stockLeft ?? 0) + change;
  const add = useSubmit(api.staffShop.addStock, {
    refresh: shopAreas,
    success: (view) => `库存 ${count(view.stockLeft ?? 0)}`,
    quiet: true,
    onSuccess: onClose,
  });
  return (
    <FormDialog<Fields>
      title={`调库存：${item.title}`}
      okText={change === 0 ? '调整' : `改成 ${count(after)}`}
      cancelText="取消"
      blocked={change === 0 || after < 0}
      form={form}
      submit={add}
      testId="stock-save"
      onClose={onClose}
      onFinish={({ reason }) =>
        add.mutate({ params: { id: item.id }, body: { change, reason: reason.trim() } })
      }
    >
      <Form.Item name="change" label={`现有 ${count(item.stockLeft ?? 0)}；加多少，减就填负数`}>
        <InputNumber precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item
        name="reason"
        label="原因"
        rules={[{ required: true, whitespace: true, min: 2, message: '请写明原因' }]}
      >
        <Input maxLength={60} showCount placeholder="例如：到货" />
      </Form.Item>
    </FormDialog>
  );
}
