import { addDays, addMonths, toDayNumber, vinCheckDigit, yearOf } from '@cheban/kernel';

/** Numbers that look random and are the same for the same seed (a linear congruential generator). */
export class Dice {
  private state: bigint;

  constructor(seed: number) {
    this.state = BigInt(seed) * 2_862_933_555_777_941_757n + 3_037_000_493n;
  }

  /** 0 ≤ n < 1. */
  next(): number {
    this.state =
      (this.state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & 0xffff_ffff_ffff_ffffn;
    return Number(this.state >> 33n) / 2 ** 31;
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(list: readonly [T, ...T[]]): T {
    return list[Math.floor(this.next() * list.length)] ?? list[0];
  }

  chance(part: number): boolean {
    return this.next() < part;
  }
}

export interface SampleStore {
  brand: string;
  models: readonly [string, ...string[]];
  wmi: string;
  advisors: readonly [string, ...string[]];
  cycle: { months: number; km: number };
}

/** The two demo stores as their DMS knows them; names of advisors are those of the demo staff. */
export const sampleStores: Record<'S1' | 'S2', SampleStore> = {
  S1: {
    brand: '广汽丰田',
    models: ['凯美瑞', '汉兰达', '赛那', '铂智3X', '威兰达'],
    wmi: 'LVG',
    advisors: ['刘敏', '赵建国'],
    cycle: { months: 3, km: 5_000 },
  },
  S2: {
    brand: '华晨宝马',
    models: ['宝马3系', '宝马5系', '宝马X3', '宝马X1', '宝马i3'],
    wmi: 'LBV',
    advisors: ['李雪峰', '陈静'],
    cycle: { months: 6, km: 10_000 },
  },
};

export interface SampleVisit {
  on: string;
  km: number;
  kind: string;
  paidYuan: string;
  advisor: string;
  status: string;
}

export interface SampleCar {
  name: string;
  sex: string;
  phone: string;
  birthday: string;
  calendar: string;
  region: string;
  occupation: string;
  hobby: string;
  vin: string;
  plate: string;
  model: string;
  colour: string;
  soldOn: string;
  soldHere: string;
  use: string;
  insuranceExpiresOn: string;
  insuredHere: string;
  insurer: string;
  licenceExpiresOn: string;
  advisor: string;
  remark: string;
  visits: SampleVisit[];
}

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'] as [
  string,
  ...string[],
];
const GIVEN = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红鹏辉雪梅晨宇欣怡佳浩然子涵思远博文嘉琪',
] as [string, ...string[]];
const PLATE = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';
const VIN = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';
const YEAR_CODES = 'ABCDEFGHJKLMNPRSTVWXY123456789';
const DISTRICTS = ['小店区', '迎泽区', '杏花岭区', '万柏林区', '晋源区', '尖草坪区'] as [string, ...string[]];

const chars = (dice: Dice, alphabet: string, count: number) =>
  Array.from({ length: count }, () => alphabet[dice.int(0, alphabet.length - 1)] ?? '').join('');

function vinOf(dice: Dice, wmi: string, soldOn: string): string {
  const year = YEAR_CODES[(((yearOf(soldOn) - 1980) % 30) + 30) % 30] ?? 'A';
  const draft = `${wmi}${chars(dice, VIN, 5)}0${year}${chars(dice, VIN, 1)}${chars(dice, '0123456789', 6)}`;
  return `${draft.slice(0, 8)}${vinCheckDigit(draft)}${draft.slice(9)}`;
}

function plateOf(dice: Dice, model: string): string {
  const electric = model === '铂智3X' || model === '宝马i3';
  return electric
    ? `晋AD${chars(dice, '0123456789', 5)}`
    : `晋A${chars(dice, PLATE.slice(0, 24), 1)}${chars(dice, '0123456789', 4)}`;
}

/** Makes a car with its owner; visits are added by {@link driven}. */
export function makeCar(dice: Dice, store: SampleStore, soldOn: string, today: string): SampleCar {
  const company = dice.chance(0.06);
  const model = dice.pick(store.models);
  const surname = dice.pick(SURNAMES);
  const given = dice.pick(GIVEN) + (dice.chance(0.6) ? dice.pick(GIVEN) : '');
  return {
    name: company
      ? `太原${dice.pick(['鼎盛', '新元', '恒达', '汾河', '晋源', '永泰'])}${dice.pick(['商贸', '科技', '建材'])}有限公司`
      : surname + given,
    sex: company ? '' : dice.pick(['男', '女']),
    phone: `1${dice.pick(['38', '39', '35', '36', '50', '58', '77', '86', '99'])}${chars(dice, '0123456789', 8)}`,
    birthday: company ? '' : addDays(addMonths(today, -12 * dice.int(24, 62)), dice.int(-180, 180)),
    calendar: dice.chance(0.15) ? '农历' : '公历',
    region: `山西省太原市${dice.pick(DISTRICTS)}`,
    occupation: company
      ? ''
      : dice.pick(['教师', '医生', '工程师', '公务员', '个体', '金融', '退休', '自由职业']),
    hobby:
      company || dice.chance(0.3)
        ? ''
        : dice.pick(['旅游', '摄影', '健身', '钓鱼', '亲子', '美食', '羽毛球']),
    vin: vinOf(dice, store.wmi, soldOn),
    plate: plateOf(dice, model),
    model,
    colour: dice.pick(['白', '黑', '银', '灰', '蓝', '红']),
    soldOn,
    soldHere: dice.chance(0.85) ? '本店' : '外店',
    use: company ? '公司' : dice.chance(0.03) ? '营运' : '家用',
    insuranceExpiresOn: nextAnniversary(soldOn, today),
    insuredHere: dice.chance(0.55) ? '是' : '否',
    insurer: dice.pick(['人保', '平安', '太平洋', '国寿']),
    licenceExpiresOn: dice.chance(0.5) ? addDays(today, dice.int(-60, 2_500)) : '',
    advisor: dice.pick(store.advisors),
    remark: '',
    visits: [],
  };
}

function nextAnniversary(soldOn: string, today: string): string {
  let year = Math.max(1, yearOf(today) - yearOf(soldOn));
  while (addMonths(soldOn, 12 * year) < today) year += 1;
  return addMonths(soldOn, 12 * year);
}

/** The day whose `months`-later day is `target`; a day or two off where the calendar has no such day. */
export function monthsBefore(target: string, months: number): string {
  const around = addMonths(target, -months);
  const exact = [0, 1, 2, 3, -1]
    .map((days) => addDays(around, days))
    .find((day) => addMonths(day, months) === target);
  return exact ?? around;
}

/** Gives a car its past: services up to `lastServiceOn`, driven at `perDay` km, with a repair now and then. */
export function driven(
  dice: Dice,
  car: SampleCar,
  lastServiceOn: string,
  perDay: number,
  gapDays: number,
  steady: boolean,
): void {
  const days: string[] = [];
  for (let on = lastServiceOn; on > addDays(car.soldOn, 20) && days.length < 12; ) {
    days.unshift(on);
    on = addDays(on, -(steady ? gapDays : Math.round(gapDays * (0.8 + dice.next() * 0.5))));
  }
  days.forEach((on, i) => {
    const other = !steady && i < days.length - 1 && dice.chance(0.25);
    const kind = other ? dice.pick(['维修', '钣喷', '事故', '美容']) : '保养';
    const yuan = kind === '保养' ? dice.int(45_000, 190_000) : dice.int(20_000, 380_000);
    car.visits.push({
      on,
      km: Math.round((toDayNumber(on) - toDayNumber(car.soldOn)) * perDay),
      kind,
      paidYuan: (yuan / 100).toFixed(2),
      advisor: car.advisor,
      status: !steady && dice.chance(0.02) ? '未结算' : '已结算',
    });
  });
}
