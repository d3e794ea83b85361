import type { BayKind, ServiceKind, StaffRole } from '@cheban/contracts';

/** One password for everybody: it is shown on the log-in page, and only in demo mode. */
export const DEMO_PASSWORD = 'cheban-2026';

export interface DemoStore {
  code: 'S1' | 'S2';
  name: string;
  brand: string;
  brandTier: 'mid' | 'high';
  city: string;
  address: string;
  /** WGS-84 degrees. */
  latitude: number;
  longitude: number;
  phone: string;
  cycleMonths: number;
  cycleKm: number;
}

/** mission A: mid-range brands come every three months, high-end brands every six. */
export const demoStores: readonly DemoStore[] = [
  {
    code: 'S1',
    name: '晋阳广丰店',
    brand: '广汽丰田',
    brandTier: 'mid',
    city: '太原',
    address: '太原市小店区长风街 168 号',
    latitude: 37.81,
    longitude: 112.57,
    phone: '0351-7012345',
    cycleMonths: 3,
    cycleKm: 5_000,
  },
  {
    code: 'S2',
    name: '汾河宝马店',
    brand: '华晨宝马',
    brandTier: 'high',
    city: '太原',
    address: '太原市万柏林区滨河西路 66 号',
    latitude: 37.87,
    longitude: 112.51,
    phone: '0351-7098765',
    cycleMonths: 6,
    cycleKm: 10_000,
  },
];

export interface DemoStaff {
  login: string;
  name: string;
  role: StaffRole;
  /** Store codes; empty for roles that see every store. */
  stores: readonly string[];
}

export const demoStaff: readonly DemoStaff[] = [
  { login: 'advisor1', name: '刘敏', role: 'advisor', stores: ['S1'] },
  { login: 'advisor2', name: '赵建国', role: 'advisor', stores: ['S1'] },
  { login: 'advisor3', name: '李雪峰', role: 'advisor', stores: ['S2'] },
  { login: 'advisor4', name: '陈静', role: 'advisor', stores: ['S2'] },
  { login: 'tech1', name: '王铁军', role: 'technician', stores: ['S1'] },
  { login: 'tech2', name: '孙立', role: 'technician', stores: ['S2'] },
  { login: 'market', name: '周晓彤', role: 'marketing', stores: ['S1', 'S2'] },
  { login: 'care', name: '吴倩', role: 'care', stores: ['S1', 'S2'] },
  { login: 'manager1', name: '郑海涛', role: 'manager', stores: ['S1'] },
  { login: 'manager2', name: '冯国强', role: 'manager', stores: ['S2'] },
  { login: 'group', name: '高远', role: 'group', stores: [] },
  { login: 'admin', name: '系统管理员', role: 'admin', stores: [] },
];

export const demoHours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
  weekday,
  opensAt: '08:30',
  closesAt: '18:00',
}));

export interface DemoService {
  code: string;
  kind: ServiceKind;
  name: string;
  bayKind: BayKind;
  minutes: number;
  /** Null: nothing is promised, because no car stays in the workshop. */
  promiseMinutes: number | null;
  priceFromFen: number;
}

export const demoServices: readonly DemoService[] = [
  {
    code: '10-FIRST',
    kind: 'first_service',
    name: '首次保养',
    bayKind: 'service',
    minutes: 60,
    promiseMinutes: 45,
    priceFromFen: 0,
  },
  {
    code: '20-SERVICE',
    kind: 'service',
    name: '定期保养',
    bayKind: 'service',
    minutes: 60,
    promiseMinutes: 60,
    priceFromFen: 39_900,
  },
  {
    code: '30-CHECK',
    kind: 'check_up',
    name: '免费安全检测',
    bayKind: 'service',
    minutes: 30,
    promiseMinutes: 45,
    priceFromFen: 0,
  },
  {
    code: '40-REPAIR',
    kind: 'repair',
    name: '故障维修',
    bayKind: 'repair',
    minutes: 120,
    promiseMinutes: 240,
    priceFromFen: 20_000,
  },
  {
    code: '50-BODY',
    kind: 'body_paint',
    name: '快速钣喷',
    bayKind: 'body',
    minutes: 240,
    promiseMinutes: 360,
    priceFromFen: 60_000,
  },
  {
    code: '60-WASH',
    kind: 'wash',
    name: '精致洗车',
    bayKind: 'wash',
    minutes: 45,
    promiseMinutes: 60,
    priceFromFen: 6_800,
  },
  {
    code: '70-FETCH',
    kind: 'pick_up',
    name: '上门取送车',
    bayKind: 'driver',
    minutes: 60,
    promiseMinutes: null,
    priceFromFen: 0,
  },
  {
    code: '80-DRIVE',
    kind: 'test_drive',
    name: '新车试驾',
    bayKind: 'test_drive',
    minutes: 45,
    promiseMinutes: null,
    priceFromFen: 0,
  },
];

export const demoBays: readonly { code: string; name: string; kind: BayKind }[] = [
  { code: 'A1', name: '保养 1 号', kind: 'service' },
  { code: 'A2', name: '保养 2 号', kind: 'service' },
  { code: 'A3', name: '保养 3 号', kind: 'service' },
  { code: 'B1', name: '机修 1 号', kind: 'repair' },
  { code: 'B2', name: '机修 2 号', kind: 'repair' },
  { code: 'C1', name: '钣喷 1 号', kind: 'body' },
  { code: 'D1', name: '洗美 1 号', kind: 'wash' },
  { code: 'E1', name: '取送司机 老周', kind: 'driver' },
  { code: 'F1', name: '试驾车 凯美瑞', kind: 'test_drive' },
];
