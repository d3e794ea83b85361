import './new-booking.css';
import { serviceKindLabel } from '@cheban/contracts/constants';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useStoreId } from '../../app/me.js';
import { whenWords } from '../../shared/format/time.js';
import { plateText, yuan } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError, useFieldErrors } from '../../shared/ui/form-error.js';
import { Layer } from '../../shared/ui/layer.js';
import { useColleagues, useStores } from '../store/queries.js';
import { OwnerPick, type PickedCar } from './owner-pick.js';
import { bookingAreas } from './queries.js';
import { SlotPicker } from './slot-picker.js';

interface Fields {
  serviceId: string;
  advisorId?: string;
  startsAt: string;
  note?: string;
}

/** Books for an owner. `car` is filled in when the page already knows it. */
export function NewBookingLayer({
  open,
  car: known,
  storeId: knownStore,
  onClose,
}: {
  open: boolean;
  car?: PickedCar | undefined;
  storeId?: string | undefined;
  onClose(): void;
}) {
  const here = useStoreId();
  const storeId = knownStore ?? here;
  const [form] = Form.useForm<Fields>();
  const [picked, setPicked] = useState<PickedCar | null>(null);
  const car = known ?? picked;
  const stores = useStores();
  const store = stores.data?.items.find((entry) => entry.id === storeId);
  const services = (store?.services ?? []).filter((entry) => entry.active);
  const advisors = useColleagues(storeId, 'advisor');
  const serviceId = Form.useWatch('serviceId', form) as string | undefined;
  const advisorId = Form.useWatch('advisorId', form) as string | undefined;
  const startsAt = Form.useWatch('startsAt', form) as string | undefined;
  const create = useSubmit(api.staffBooking.create, {
    refresh: bookingAreas,
    success: (booking) => `已预约 ${whenWords(booking.startsAt)}`,
    quiet: true,
    onSuccess: () => {
      setPicked(null);
      form.resetFields();
      onClose();
    },
  });
  useFieldErrors(form, create.error);

  function submit(fields: Fields) {
    if (!car) return;
    create.mutate({
      body: {
        ownerId: car.ownerId,
        vehicleId: car.vehicleId,
        storeId,
        serviceId: fields.serviceId,
        startsAt: fields.startsAt,
        advisorId: fields.advisorId || null,
        note: fields.note ?? '',
      },
    });
  }

  return (
    <Layer
      open={open}
      title="新建预约"
      onClose={onClose}
      testId="new-booking-layer"
      footer={
        <div className="layer-actions">
          <Button onClick={onClose}>返回</Button>
          <Button
            type="primary"
            className="push"
            data-testid="new-booking-submit"
            disabled={!car || !startsAt}
            loading={create.isPending}
            onClick={() => form.submit()}
          >
            {startsAt ? `预约 ${whenWords(startsAt)}` : '预约'}
          </Button>
        </div>
      }
    >
      {car ? (
        <p className="picked-car">
          <strong>{plateText(car.plate)}</strong> {car.model}
          <span className="muted">{car.ownerName}</span>
          {!known && (
            <button type="button" className="plain-button" onClick={() => setPicked(null)}>
              换一辆
            </button>
          )}
        </p>
      ) : (
        <OwnerPick onPick={setPicked} />
      )}
      {car && (
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={submit}
          initialValues={{ advisorId: '' }}
        >
          <Form.Item
            name="serviceId"
            label="服务项目"
            rules={[{ required: true, message: '请选择服务项目' }]}
          >
            <Select
              data-testid="new-booking-service"
              placeholder="选择服务项目"
              options={services.map((entry) => ({
                value: entry.id,
                label: `${entry.name}（${entry.minutes} 分钟${
                  entry.priceFromFen === null ? '' : `，${yuan(entry.priceFromFen)} 起`
                }）`,
                title: serviceKindLabel[entry.kind],
              }))}
              onChange={() => form.setFieldsValue({ startsAt: undefined })}
            />
          </Form.Item>
          <Form.Item name="advisorId" label="服务顾问">
            <Select
              options={[
                { value: '', label: '任一顾问' },
                ...advisors.map((entry) => ({ value: entry.id, label: entry.name })),
              ]}
              onChange={() => form.setFieldsValue({ startsAt: undefined })}
            />
          </Form.Item>
          {serviceId && (
            <Form.Item name="startsAt" label="到店时间" rules={[{ required: true, message: '请选择时间' }]}>
              <SlotPicker storeId={storeId} serviceId={serviceId} advisorId={advisorId || undefined} />
            </Form.Item>
          )}
          <Form.Item name="note" label="备注（车主的要求）">
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
          <FormError error={create.error} />
        </Form>
      )}
    </Layer>
  );
}
