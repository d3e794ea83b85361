import type { MerchantView, RouteInput, Routes } from '@cheban/contracts';
import { USUAL_MAX_PAYOUT_FEN } from '@cheban/contracts/constants';
import { Form, Input, Select } from 'antd';
import { api } from '../../app/api.js';
import { useWorkplace } from '../../app/me.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormLayer } from '../../shared/ui/form-layer.js';
import { YuanField } from '../../shared/ui/yuan-field.js';

type Fields = RouteInput<Routes['staffPayment']['saveMerchant']>['body'];
const GROUP = 'group';

/** Keys are written only, never shown again: to change one of them, all are filled in anew. */
export function MerchantLayer({ merchant, onClose }: { merchant: MerchantView | null; onClose(): void }) {
  const { me } = useWorkplace();
  const [form] = Form.useForm<Omit<Fields, 'storeId'> & { storeId: string }>();
  const save = useSubmit(api.staffPayment.saveMerchant, {
    refresh: ['merchants'],
    success: '已保存，可以点“测试连接”试一试',
    quiet: true,
    onSuccess: onClose,
  });
  const required = (message: string) => [{ required: true, whitespace: true, message }];
  return (
    <FormLayer
      title={merchant ? `更换密钥：${merchant.name}` : '添加商户号'}
      form={form}
      submit={save}
      layerTestId="merchant-layer"
      testId="merchant-save"
      initialValues={{
        storeId: merchant?.storeId ?? GROUP,
        name: merchant?.name,
        merchantId: merchant?.merchantId,
        serialNo: merchant?.serialNo,
        platformSerial: merchant?.platformSerial,
        maxPayoutFen: merchant?.maxPayoutFen ?? USUAL_MAX_PAYOUT_FEN,
      }}
      onFinish={(fields) =>
        save.mutate({
          body: { ...fields, storeId: fields.storeId === GROUP ? null : fields.storeId },
        })
      }
      onClose={onClose}
    >
      <Form.Item name="storeId" label="给谁用">
        <Select
          disabled={merchant !== null}
          options={[
            { value: GROUP, label: '集团（没有自己商户号的门店都用它）' },
            ...me.stores.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Form.Item>
      <div className="form-grid">
        <Form.Item name="name" label="商户简称" rules={required('请填写商户简称')}>
          <Input maxLength={40} data-testid="merchant-name" />
        </Form.Item>
        <Form.Item name="merchantId" label="商户号" rules={required('请填写商户号')}>
          <Input maxLength={12} inputMode="numeric" autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item name="serialNo" label="商户证书序列号" rules={required('请填写证书序列号')}>
        <Input maxLength={64} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="privateKeyPem"
        label="商户私钥"
        rules={required('请粘贴商户私钥')}
        extra="apiclient_key.pem 的全部内容"
      >
        <Input.TextArea
          autoSize={{ minRows: 3, maxRows: 6 }}
          autoComplete="off"
          placeholder="-----BEGIN PRIVATE KEY-----"
        />
      </Form.Item>
      <Form.Item name="apiV3Key" label="APIv3 密钥" rules={required('请填写 APIv3 密钥')}>
        <Input.Password maxLength={32} autoComplete="new-password" />
      </Form.Item>
      <Form.Item name="platformSerial" label="微信支付公钥 ID" rules={required('请填写公钥 ID')}>
        <Input maxLength={64} autoComplete="off" />
      </Form.Item>
      <Form.Item name="platformKeyPem" label="微信支付公钥" rules={required('请粘贴微信支付公钥')}>
        <Input.TextArea
          autoSize={{ minRows: 3, maxRows: 6 }}
          autoComplete="off"
          placeholder="-----BEGIN PUBLIC KEY-----"
        />
      </Form.Item>
      <Form.Item
        name="maxPayoutFen"
        label="单笔转账上限"
        rules={[{ required: true, message: '请填写上限' }]}
        extra="和商户平台里“单笔最高转账金额”一致"
      >
        <YuanField />
      </Form.Item>
    </FormLayer>
  );
}
