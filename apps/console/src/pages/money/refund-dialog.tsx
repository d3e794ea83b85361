import { useQuery } from '@tanstack/react-query';
import { Alert, Form, Input, Modal } from 'antd';
import { useEffect } from 'react';
import { api } from '../../app/api.js';
import { sayError } from '../../app/query-client.js';
import { moneyAreas } from '../../features/money/queries.js';
import { yuan } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError, useFieldErrors } from '../../shared/ui/form-error.js';
import { Bone } from '../../shared/ui/skeleton.js';
import { YuanField } from '../../shared/ui/yuan-field.js';

interface Fields {
  amountFen: number;
  reason: string;
}

/** Asks for money to go back. The rule says how much; who asks sees how it is made up before they do. */
export function RefundDialog({
  shopOrderId,
  title,
  onClose,
}: {
  shopOrderId: string;
  title: string;
  onClose(): void;
}) {
  const [form] = Form.useForm<Fields>();
  const amount = Form.useWatch('amountFen', form) as number | null | undefined;
  const quote = useQuery({
    queryKey: ['shop-order', shopOrderId, 'quote'],
    queryFn: () => api.staffShop.refundQuote({ params: { id: shopOrderId } }),
    staleTime: 0,
  });
  const refund = useSubmit(api.staffShop.refund, {
    refresh: moneyAreas,
    success: quote.data?.needsApproval ? '已提交，等第二个人批准' : '已受理，微信会把钱退回车主',
    quiet: true,
    onSuccess: onClose,
    onError: () => void quote.refetch(),
  });
  useFieldErrors(form, refund.error);
  const view = quote.data;
  useEffect(() => {
    if (view) form.setFieldsValue({ amountFen: view.amountFen });
  }, [form, view]);
  const fen = view?.mayChoose ? (amount ?? 0) : (view?.amountFen ?? 0);
  return (
    <Modal
      open
      title={`退款：${title}`}
      okText={view?.needsApproval ? `申请退 ${yuan(fen)}` : `退 ${yuan(fen)}`}
      cancelText="先不退"
      okButtonProps={{
        danger: true,
        disabled: !view || fen === 0,
        loading: refund.isPending,
        'data-testid': 'refund-submit',
      }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {quote.isPending && <Bone height={72} />}
      {quote.isError && !view && <Alert type="error" showIcon title={sayError(quote.error)} />}
      {view && (
        <Form
          form={form}
          layout="vertical"
          initialValues={{ amountFen: view.amountFen, reason: '' }}
          onFinish={({ reason }) =>
            refund.mutate({ params: { id: shopOrderId }, body: { amountFen: fen, reason: reason.trim() } })
          }
        >
          <Alert
            type={view.amountFen === 0 ? 'warning' : 'info'}
            showIcon
            style={{ marginBottom: 16 }}
            title={view.amountFen === 0 ? '按规则不能退款' : `按规则可退 ${yuan(view.amountFen)}`}
            description={
              <ul>
                {view.lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
                {view.needsApproval && <li>超过限额，需要第二个人批准。</li>}
              </ul>
            }
          />
          {view.mayChoose && view.amountFen > 0 && (
            <Form.Item name="amountFen" label="退多少" rules={[{ required: true, message: '请填写金额' }]}>
              <YuanField max={view.amountFen} testId="refund-amount" />
            </Form.Item>
          )}
          {view.amountFen > 0 && (
            <Form.Item
              name="reason"
              label="原因"
              rules={[{ required: true, whitespace: true, min: 2, message: '请写明退款原因' }]}
            >
              <Input maxLength={60} showCount data-testid="refund-reason" placeholder="例如：车已过户" />
            </Form.Item>
          )}
          <FormError error={refund.error} />
        </Form>
      )}
    </Modal>
  );
}
