import type { StoreView } from '@cheban/contracts';
import { Alert, Form, Input, Select } from 'antd';

/** What is kept for a walk-in: no bay, any free one, or a certain one by its id. */
export const NO_BAY = 'none';
export const ANY_BAY = 'any';

/** Why no bay could be kept, and what to do; null if the answer was about something else. */
export function refusedWords(code: string | null, mayOverbook: boolean): string | null {
  switch (code) {
    case 'BOOKING.SLOT_FULL':
      return mayOverbook
        ? '现在没有空工位。可以写明原因超额占用，或改选“不占工位，先停着等”。'
        : '现在没有空工位，已改为“不占工位”。可以先接车，或请店总超额安排。';
    case 'BOOKING.SLOT_INVALID':
    case 'BOOKING.TOO_SOON':
      return '今天营业时间里排不下这项服务，已改为“不占工位”，可以先接车。';
    case 'BOOKING.VEHICLE_ALREADY_BOOKED':
      return '这辆车改天还有一个预约，已改为“不占工位”。接车后记得问车主那个预约还要不要。';
    default:
      return null;
  }
}

export interface PlaceFields {
  place?: string;
  overbook?: string;
}

/** The body's place: the bay is kept from this quarter of an hour on, by the gate that every booking passes. */
export function placeOf({ place, overbook }: PlaceFields) {
  if (place === undefined || place === NO_BAY) return undefined;
  return {
    ...(place !== ANY_BAY && { bayId: place }),
    ...(overbook && { overbook: { reason: overbook.trim() } }),
  };
}

/** Which bay a car takes that came without a booking, so that nobody books over it. */
export function PlaceField({
  store,
  serviceId,
  refused,
  overbooks,
}: {
  store: StoreView | undefined;
  serviceId: string | undefined;
  /** Why the last try kept no bay. */
  refused: string | null;
  /** No bay is free, and the person may go beyond capacity: they are asked why. */
  overbooks: boolean;
}) {
  const service = store?.services.find((entry) => entry.id === serviceId);
  if (!store || !service) return null;
  const bays = store.bays.filter((bay) => bay.active && bay.kind === service.bayKind);
  return (
    <>
      <Form.Item
        name="place"
        label="占用工位"
        extra={`从现在起占 ${service.minutes + service.bufferMinutes} 分钟，看板上别人就不会再约进来`}
      >
        <Select
          data-testid="check-in-place"
          options={[
            { value: ANY_BAY, label: '任一空工位' },
            ...bays.map((bay) => ({ value: bay.id, label: bay.name })),
            { value: NO_BAY, label: '不占工位，先停着等' },
          ]}
        />
      </Form.Item>
      {refused && (
        <Alert
          type="warning"
          showIcon
          className="form-error"
          data-testid="check-in-refused"
          title={refused}
        />
      )}
      {overbooks && (
        <Form.Item
          name="overbook"
          label="超额占用的原因（会留在操作记录里）"
          rules={[{ required: true, min: 2, whitespace: true, message: '请写明超额占用的原因' }]}
        >
          <Input maxLength={60} data-testid="check-in-overbook" />
        </Form.Item>
      )}
    </>
  );
}
