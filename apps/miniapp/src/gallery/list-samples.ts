import type { BookingView, MessageView } from '@cheban/contracts';

/** Samples of what stands in lists. */

const id = (n: number) => `sample-${n}`;

export const messages: readonly MessageView[] = [
  {
    id: id(60),
    kind: 'service_due',
    class: 'care',
    title: '您的爱车快到保养时间了',
    body: '按您最近的用车节奏，还有约 480 公里到保养里程，预计 12月6日。',
    action: { label: '选个时间', page: 'subpackages/booking/create/index?messageId=m1' },
    at: '2026-11-21T02:02:00Z',
    read: false,
  },
  {
    id: id(61),
    kind: 'booking_confirmed',
    class: 'service',
    title: '预约已确认',
    body: '明天 上午 9:30，浦东店，服务顾问李晓雯等您。',
    action: { label: '查看预约', page: 'subpackages/booking/detail/index?id=b1' },
    at: '2026-11-20T09:40:00Z',
    read: true,
  },
];

export const bookings: readonly BookingView[] = [
  {
    id: id(20),
    state: 'confirmed',
    startsAt: '2026-11-22T01:30:00Z',
    endsAt: '2026-11-22T02:30:00Z',
    serviceId: id(40),
    serviceName: '定期保养',
    storeId: id(9),
    storeName: '浦东店',
    storeAddress: '杨高中路 1 号',
    storePhone: '021-58880000',
    vehicleId: id(1),
    model: '宝马 530Li',
    plate: '沪A6B28K',
    advisorName: '李晓雯',
    note: '',
    checkInCode: 'CB-7F3K',
    changeUntil: '2026-11-21T12:00:00Z',
    canChange: true,
    cancelReason: null,
    visitId: null,
    createdAt: '2026-11-20T09:00:00Z',
  },
];
