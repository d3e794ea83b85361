import type { StaffBookingView } from '@cheban/contracts';
import { Button, Form, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { whenWords } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError } from '../../shared/ui/form-error.js';
import { Layer } from '../../shared/ui/layer.js';
import { Empty } from '../../shared/ui/states.js';
import { useColleagues, useStores } from '../store/queries.js';
import { bookingAreas } from './queries.js';
import { SlotPicker } from './slot-picker.js';

/** Moves a booking: the keyboard's way to what dragging does on the board. */
export function RescheduleLayer({ booking, onClose }: { booking: StaffBookingView; onClose(): void }) {
  const stores = useStores();
  const store = stores.data?.items.find((entry) => entry.id === booking.storeId);
  const advisors = useColleagues(booking.storeId, 'advisor');
  const service = store?.services.find((entry) => entry.id === booking.serviceId);
  const bays = store?.bays.filter((bay) => bay.active && (!service || bay.kind === service.bayKind)) ?? [];
  const [startsAt, setStartsAt] = useState<string>();
  const [advisorId, setAdvisorId] = useState<string | null>(booking.advisorId);
  const [bayId, setBayId] = useState<string>();
  const move = useSubmit(api.staffBooking.reschedule, {
    refresh: bookingAreas,
    success: '已改期，车主会收到通知',
    quiet: true,
    onSuccess: onClose,
  });
  const changed = startsAt !== undefined || bayId !== undefined || advisorId !== booking.advisorId;

  function submit() {
    move.mutate({
      params: { id: booking.id },
      body: {
        startsAt: startsAt ?? booking.startsAt,
        ...(bayId && { bayId }),
        ...(advisorId !== booking.advisorId && { advisorId }),
      },
    });
  }

  return (
    <Layer
      open
      title="改期"
      onClose={onClose}
      testId="reschedule-layer"
      footer={
        <div className="layer-actions">
          <Button onClick={onClose}>返回</Button>
          <Button
            type="primary"
            className="push"
            data-testid="reschedule-submit"
            disabled={!changed}
            loading={move.isPending}
            onClick={submit}
          >
            {startsAt ? `改到 ${whenWords(startsAt)}` : '保存调整'}
          </Button>
        </div>
      }
    >
      <p className="muted" style={{ marginBottom: 16 }}>
        {booking.ownerName} · {plateText(booking.plate)} · {booking.serviceName}
        <br />
        原时间 {whenWords(booking.startsAt)}，{booking.bayName}
      </p>
      <FormError error={move.error} />
      <Form layout="vertical" component="div">
        <Form.Item label="新的时间">
          {service ? (
            <SlotPicker
              storeId={booking.storeId}
              serviceId={service.id}
              advisorId={advisorId ?? undefined}
              value={startsAt ?? booking.startsAt}
              onChange={setStartsAt}
            />
          ) : (
            !stores.isPending && (
              <Empty title="这个服务项目已停用" text="请取消后用新的服务项目重新预约，或在门店设置里恢复。" />
            )
          )}
        </Form.Item>
        <Form.Item label="服务顾问" htmlFor="reschedule-advisor">
          <Select
            id="reschedule-advisor"
            value={advisorId ?? ''}
            options={[
              { value: '', label: '任一顾问' },
              ...advisors.map((entry) => ({ value: entry.id, label: entry.name })),
            ]}
            onChange={(value) => setAdvisorId(value === '' ? null : value)}
          />
        </Form.Item>
        <Form.Item label="工位" htmlFor="reschedule-bay">
          <Select
            id="reschedule-bay"
            value={bayId ?? ''}
            options={[
              { value: '', label: '自动安排' },
              ...bays.map((bay) => ({ value: bay.id, label: bay.name })),
            ]}
            onChange={(value) => setBayId(value === '' ? undefined : value)}
          />
        </Form.Item>
      </Form>
    </Layer>
  );
}
