import { ApiError } from '@cheban/api-client';
import { serviceKindLabel } from '@cheban/contracts/constants';
import { Alert, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useMay, useStoreId } from '../../app/me.js';
import { sayError } from '../../app/query-client.js';
import { whenWords } from '../../shared/format/time.js';
import { yuan } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { useUnsaved } from '../../shared/hooks/use-unsaved.js';
import { FormError, useFieldErrors } from '../../shared/ui/form-error.js';
import { Layer } from '../../shared/ui/layer.js';
import { useColleagues, useStores } from '../store/queries.js';
import { countdownText } from './countdown.js';
import { CarChoice, type PickedCar } from './owner-pick.js';
import { bookingAreas } from './queries.js';
import { SlotPicker } from './slot-picker.js';
import { useSlotHold } from './use-slot-hold.js';

interface Fields {
  serviceId: string;
  advisorId?: string;
  startsAt: string;
  note?: string;
  overbook?: string;
}

/** A place of the board that the booking is for. */
export interface WantedPlace {
  startsAt: string;
  bayId?: string;
  advisorId?: string;
  /** Bay or advisor by name. */
  name: string;
}

/** Books for an owner. `car` is filled in when the page already knows it. */
export function NewBookingLayer({
  open,
  car: known,
  storeId: knownStore,
  serviceId: knownService,
  note,
  wanted,
  onClose,
}: {
  open: boolean;
  car?: PickedCar | undefined;
  storeId?: string | undefined;
  serviceId?: string | undefined;
  /** Stands in the note already: what was advised. */
  note?: string | undefined;
  wanted?: WantedPlace | undefined;
  onClose(): void;
}) {
  const may = useMay();
  const here = useStoreId();
  const storeId = knownStore ?? here;
  const [form] = Form.useForm<Fields>();
  const [picked, setPicked] = useState<PickedCar | null>(null);
  const car = known ?? picked;
  const stores = useStores();
  const store = stores.data?.items.find((entry) => entry.id === storeId);
  const bayKind = store?.bays.find((entry) => entry.id === wanted?.bayId)?.kind;
  const services = (store?.services ?? []).filter(
    (entry) => entry.active && (bayKind === undefined || entry.bayKind === bayKind),
  );
  const advisors = useColleagues(storeId, 'advisor');
  const serviceId = Form.useWatch('serviceId', form) as string | undefined;
  const advisorId = Form.useWatch('advisorId', form) as string | undefined;
  const startsAt = Form.useWatch('startsAt', form) as string | undefined;
  /** A driver has to know where the car stands. */
  const fetches = services.find((entry) => entry.id === serviceId)?.kind === 'pick_up';
  const create = useSubmit(api.staffBooking.create, {
    refresh: bookingAreas,
    success: (booking) => `已预约 ${whenWords(booking.startsAt)}`,
    quiet: true,
    onSuccess: () => {
      hold.spend();
      close();
    },
  });
  useFieldErrors(form, create.error);
  const unsaved = useUnsaved(create.error);
  // The layer stays where it is when it closes: the next booking starts with an empty form.
  function close() {
    unsaved.onHandedIn();
    setPicked(null);
    form.resetFields();
    onClose();
  }
  /** Only the chosen place of the board asks for its bay; another time takes any. */
  const bayId = wanted && startsAt === wanted.startsAt ? wanted.bayId : undefined;
  const hold = useSlotHold(
    open && car && serviceId && startsAt
      ? {
          ownerId: car.ownerId,
          vehicleId: car.vehicleId,
          storeId,
          serviceId,
          startsAt,
          advisorId: advisorId || null,
          ...(bayId && { bayId }),
        }
      : null,
  );
  const refused = create.error ?? hold.error;
  const full = refused instanceof ApiError && refused.code === 'BOOKING.SLOT_FULL';
  const overbooks = full && !hold.held && may('booking.overbook');

  function submit(fields: Fields) {
    if (!car) return;
    unsaved.onHandedIn();
    create.mutate({
      body: {
        ownerId: car.ownerId,
        vehicleId: car.vehicleId,
        storeId,
        serviceId: fields.serviceId,
        startsAt: fields.startsAt,
        advisorId: fields.advisorId || null,
        note: fields.note ?? '',
        ...(bayId && { bayId }),
        ...(hold.holdId && { holdId: hold.holdId }),
        ...(overbooks && fields.overbook && { overbook: { reason: fields.overbook } }),
      },
    });
  }

  return (
    <Layer
      open={open}
      title="新建预约"
      onClose={() => unsaved.leave(close)}
      testId="new-booking-layer"
      footer={
        <div className="layer-actions">
          <Button onClick={() => unsaved.leave(close)}>返回</Button>
          <Button
            type="primary"
            className="push"
            data-testid="new-booking-submit"
            disabled={!car || !startsAt}
            loading={create.isPending}
            onClick={() => form.submit()}
          >
            {startsAt ? `${overbooks ? '超额预约' : '预约'} ${whenWords(startsAt)}` : '预约'}
          </Button>
        </div>
      }
    >
      {wanted && (
        <p className="hint" style={{ marginBottom: 12 }}>
          看板所选：{whenWords(wanted.startsAt)} · {wanted.name}
        </p>
      )}
      <CarChoice car={car} fixed={known !== undefined} again="换一辆" onPick={setPicked} />
      {car && (
        <Form
          form={form}
          layout="vertical"
          // Looking at services and times costs nothing to do again; words do.
          onValuesChange={(changed: Partial<Fields>) => {
            if ('note' in changed || 'overbook' in changed) unsaved.onTyped();
          }}
          onFinish={submit}
          initialValues={{
            advisorId: wanted?.advisorId ?? '',
            ...(knownService && { serviceId: knownService }),
            ...(note && { note }),
            ...(wanted && { startsAt: wanted.startsAt }),
          }}
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
              onChange={() => form.setFieldsValue({ startsAt: wanted?.startsAt })}
            />
          </Form.Item>
          <Form.Item name="advisorId" label="服务顾问">
            <Select
              options={[
                { value: '', label: '任一顾问' },
                ...advisors.map((entry) => ({ value: entry.id, label: entry.name })),
              ]}
              onChange={() => form.setFieldsValue({ startsAt: wanted?.startsAt })}
            />
          </Form.Item>
          {serviceId && (
            <Form.Item name="startsAt" label="到店时间" rules={[{ required: true, message: '请选择时间' }]}>
              <SlotPicker
                storeId={storeId}
                serviceId={serviceId}
                advisorId={advisorId || undefined}
                allowFull={may('booking.overbook')}
              />
            </Form.Item>
          )}
          {hold.held && (
            <p className="hold-line num" role="status" data-testid="hold-line">
              {hold.secondsLeft > 0
                ? `已留住 ${whenWords(startsAt ?? '')}，${countdownText(hold.secondsLeft)} 内提交即可`
                : '留位已到期；若时段仍空，提交时会重新占用'}
            </p>
          )}
          {hold.error !== null && !create.error && (
            <Alert
              type="warning"
              showIcon
              className="form-error"
              data-testid="hold-refused"
              title={sayError(hold.error)}
            />
          )}
          {overbooks && (
            <Form.Item
              name="overbook"
              label="超额预约的原因（会留在操作记录里）"
              rules={[{ required: true, min: 2, whitespace: true, message: '请写明超额预约的原因' }]}
            >
              <Input maxLength={60} data-testid="new-booking-overbook" />
            </Form.Item>
          )}
          <Form.Item
            name="note"
            label={fetches ? '取车地址' : '备注（车主的要求）'}
            rules={fetches ? [{ required: true, whitespace: true, min: 4, message: '请写明取车地址' }] : []}
          >
            <Input.TextArea
              rows={2}
              maxLength={500}
              data-testid="new-booking-note"
              placeholder={fetches ? '在哪里取车，到了找谁' : ''}
            />
          </Form.Item>
          <FormError error={create.error} />
        </Form>
      )}
    </Layer>
  );
}
