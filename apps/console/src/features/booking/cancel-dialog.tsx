import type { StaffBookingView } from '@cheban/contracts';
import { Button, Form, Input, Modal } from 'antd';
import { api } from '../../app/api.js';
import { whenWords } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError, useFieldErrors } from '../../shared/ui/form-error.js';
import { bookingAreas } from './queries.js';

const reasons = ['车主来电取消', '门店工位临时调整', '配件未到货', '重复预约'];

/** Cancelling needs a reason, because the owner reads it. */
export function CancelDialog({ booking, onClose }: { booking: StaffBookingView; onClose(): void }) {
  const [form] = Form.useForm<{ reason: string }>();
  const cancel = useSubmit(api.staffBooking.cancel, {
    refresh: bookingAreas,
    success: '已取消，车主会收到通知',
    quiet: true,
    onSuccess: onClose,
  });
  useFieldErrors(form, cancel.error);
  return (
    <Modal
      open
      title="取消预约"
      okText="确认取消预约"
      cancelText="先不取消"
      okButtonProps={{ danger: true, loading: cancel.isPending, 'data-testid': 'booking-cancel-submit' }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="muted" style={{ marginBottom: 12 }}>
        {booking.ownerName} · {plateText(booking.plate)} · {whenWords(booking.startsAt)} {booking.serviceName}
      </p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ reason }) => cancel.mutate({ params: { id: booking.id }, body: { reason } })}
      >
        <Form.Item
          name="reason"
          label="取消原因（车主会看到）"
          rules={[{ required: true, whitespace: true, message: '请填写取消原因' }]}
        >
          <Input.TextArea rows={2} maxLength={500} data-testid="booking-cancel-reason" />
        </Form.Item>
        <div className="chips" style={{ marginBottom: 12 }}>
          {reasons.map((reason) => (
            <Button key={reason} size="small" onClick={() => form.setFieldsValue({ reason })}>
              {reason}
            </Button>
          ))}
        </div>
        <FormError error={cancel.error} />
      </Form>
    </Modal>
  );
}
