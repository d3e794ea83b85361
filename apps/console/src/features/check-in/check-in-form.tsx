import { ApiError } from '@cheban/api-client';
import { Button, Form, Input, InputNumber, Segmented, Select } from 'antd';
import { useNavigate } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { fuelChoices } from '../../shared/format/fuel.js';
import { kmText, plateText } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import type { useUnsaved } from '../../shared/hooks/use-unsaved.js';
import { FormError, useFieldErrors } from '../../shared/ui/form-error.js';
import { InstantField } from '../../shared/ui/instant-field.js';
import { useStore } from '../store/queries.js';
import type { Arrival } from './arrival.js';
import { ANY_BAY, NO_BAY, PlaceField, type PlaceFields, placeOf, refusedWords } from './place-field.js';

/** Nobody has looked at the gauge yet: none of the choices is marked. */
const NOT_READ = -1;

interface Fields extends PlaceFields {
  serviceId?: string;
  mileageKm?: number;
  fuelEighths: number;
  belongings?: string;
  ownerWords?: string;
  promisedAt?: string;
}

/** The check-in record (接车单). Only what differs from visit to visit is asked. */
export function CheckInForm({
  arrival,
  unsaved,
  onDone,
}: {
  arrival: Arrival;
  /** Told what is typed, so that the layer asks before it is thrown away. */
  unsaved: Pick<ReturnType<typeof useUnsaved>, 'onTyped' | 'onHandedIn'>;
  onDone(): void;
}) {
  const navigate = useNavigate();
  const may = useMay();
  const [form] = Form.useForm<Fields>();
  const { store } = useStore();
  const services = (store?.services ?? []).filter((entry) => entry.active);
  const chosen = Form.useWatch('serviceId', form) as string | undefined;
  const service = services.find((entry) =>
    arrival.bookingId ? entry.id === arrival.serviceId : entry.id === chosen,
  );
  const promise = service?.promiseMinutes ?? service?.minutes;
  const checkIn = useSubmit(api.workshop.checkIn, {
    refresh: ['my-day', 'board', 'booking', 'visits', 'arrivals', 'owner'],
    success: `${plateText(arrival.plate)} 已接车`,
    quiet: true,
    onError: (error) => {
      unsaved.onTyped();
      if (!(error instanceof ApiError) || refusedWords(error.code, false) === null) return;
      if (error.code !== 'BOOKING.SLOT_FULL' || !may('booking.overbook'))
        form.setFieldsValue({ place: NO_BAY });
    },
    onSuccess: (visit) => {
      onDone();
      void navigate(`/visits/${visit.id}`);
    },
  });
  useFieldErrors(form, checkIn.error);
  // A booking needs somebody on file; a car that is expected has its bay already.
  const asksPlace = !arrival.bookingId && arrival.ownerId !== null && may('booking.manage');
  const code = checkIn.error instanceof ApiError ? checkIn.error.code : null;
  const refused = asksPlace ? refusedWords(code, may('booking.overbook')) : null;
  const place = Form.useWatch('place', form) as string | undefined;
  const overbooks = code === 'BOOKING.SLOT_FULL' && place !== NO_BAY && may('booking.overbook');

  function submit(fields: Fields) {
    if (!store) return;
    unsaved.onHandedIn();
    const kept = asksPlace ? placeOf(fields) : undefined;
    checkIn.mutate({
      body: {
        storeId: store.id,
        ...(arrival.bookingId
          ? { bookingId: arrival.bookingId }
          : {
              vehicleId: arrival.vehicleId,
              ...(fields.serviceId && { serviceId: fields.serviceId }),
              ...(kept && { place: kept }),
            }),
        ...(fields.mileageKm != null && { mileageKm: fields.mileageKm }),
        ...(fields.fuelEighths >= 0 && { fuelEighths: fields.fuelEighths }),
        ...(fields.promisedAt && { promisedAt: fields.promisedAt }),
        belongings: fields.belongings ?? '',
        ownerWords: fields.ownerWords ?? '',
      },
    });
  }

  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ fuelEighths: NOT_READ, place: ANY_BAY }}
      onValuesChange={unsaved.onTyped}
      onFinish={submit}
    >
      {!arrival.bookingId && (
        <Form.Item name="serviceId" label="服务项目" rules={[{ required: true, message: '请选择服务项目' }]}>
          <Select
            data-testid="check-in-service"
            placeholder="未预约的车，请选择做什么"
            options={services.map((entry) => ({ value: entry.id, label: entry.name }))}
          />
        </Form.Item>
      )}
      {asksPlace && <PlaceField store={store} serviceId={chosen} refused={refused} overbooks={overbooks} />}
      <Form.Item
        name="mileageKm"
        label="当前里程（公里）"
        extra={arrival.lastKm === null ? undefined : `上次记录 ${kmText(arrival.lastKm)}`}
      >
        <InputNumber
          inputMode="numeric"
          data-testid="check-in-mileage"
          min={0}
          max={2_000_000}
          precision={0}
          style={{ width: '100%' }}
          placeholder="仪表盘读数"
        />
      </Form.Item>
      <Form.Item name="fuelEighths" label="油量 / 电量">
        <Segmented block options={fuelChoices} />
      </Form.Item>
      <Form.Item name="ownerWords" label="车主描述（原话）">
        <Input.TextArea
          rows={2}
          maxLength={500}
          data-testid="check-in-words"
          placeholder="例如：早上冷车起步有吱吱声，这周开始的"
        />
      </Form.Item>
      <Form.Item name="belongings" label="车内物品">
        <Input.TextArea rows={1} autoSize maxLength={500} placeholder="例如：儿童座椅、行车记录仪" />
      </Form.Item>
      <Form.Item
        name="promisedAt"
        label="承诺交车时间"
        extra={promise ? `不选则按服务标准：接车后 ${promise} 分钟` : '不选则按服务标准'}
      >
        <InstantField />
      </Form.Item>
      {!refused && <FormError error={checkIn.error} />}
      <Button
        block
        type="primary"
        size="large"
        htmlType="submit"
        data-testid="check-in-submit"
        disabled={!store}
        loading={checkIn.isPending}
      >
        确认接车
      </Button>
    </Form>
  );
}
