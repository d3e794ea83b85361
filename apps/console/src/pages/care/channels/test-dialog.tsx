import type { CircuitRow } from '@cheban/contracts';
import { Alert, Button, Form, Input, Modal } from 'antd';
import { api } from '../../../app/api.js';
import { channelAreas } from '../../../features/channel/queries.js';
import { useSubmit } from '../../../shared/hooks/use-submit.js';
import { FormError, useFieldErrors } from '../../../shared/ui/form-error.js';

/** One test message by a person. If it goes out, the circuit is closed and what waits is sent. */
export function TestDialog({ circuit, onClose }: { circuit: CircuitRow; onClose(): void }) {
  const [form] = Form.useForm<{ phone?: string }>();
  const test = useSubmit(api.channel.testCircuit, { refresh: [...channelAreas, 'messages'], quiet: true });
  useFieldErrors(form, test.error);
  const result = test.data;
  return (
    <Modal
      open
      title={`试发：${circuit.title}`}
      footer={
        result?.closed ? (
          <Button type="primary" data-testid="circuit-test-done" onClick={onClose}>
            知道了
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>返回</Button>
            <Button
              type="primary"
              data-testid="circuit-test-submit"
              loading={test.isPending}
              onClick={() => form.submit()}
            >
              {result ? '再试一次' : '发送测试消息'}
            </Button>
          </>
        )
      }
      onCancel={onClose}
    >
      <div className="stack">
        {!result?.closed && (
          <>
            <p className="muted">
              会真的发出一条测试消息。请选一位知情的同事接收：他要绑定过小程序
              {circuit.channel === 'subscribe' && '，并有这个模板的订阅次数'}
              {circuit.channel === 'official_account' && '，并关注了公众号'}。
            </p>
            <Form
              form={form}
              layout="vertical"
              onFinish={({ phone }) =>
                test.mutate({
                  params: { name: circuit.name },
                  body: phone?.trim() ? { phone: phone.trim() } : {},
                })
              }
            >
              <Form.Item
                name="phone"
                label="接收手机号"
                extra="不填就发给您自己在“员工”里登记的手机号"
                rules={[{ pattern: /^\s*1\d{10}\s*$/, message: '请输入 11 位手机号' }]}
              >
                <Input inputMode="tel" maxLength={13} autoFocus data-testid="circuit-test-phone" />
              </Form.Item>
            </Form>
          </>
        )}
        {result && (
          <Alert
            type={result.closed ? 'success' : 'warning'}
            showIcon
            title={result.closed ? '已恢复发送' : '还没有恢复'}
            description={result.text}
            data-testid="circuit-test-result"
          />
        )}
        <FormError error={test.error} />
      </div>
    </Modal>
  );
}
