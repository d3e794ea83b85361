import { segmentFields } from '../care/segment-fields.js';

/** By what the customers of a store are told apart (mission A). No zod: screens carry this file. */
export const customerTraits = [
  'district',
  'model',
  'car_age',
  'value',
  'use',
  'sex',
  'age',
  'occupation',
  'hobbies',
] as const;
export type CustomerTrait = (typeof customerTraits)[number];
export const customerTraitLabel: Record<CustomerTrait, string> = {
  district: '地区',
  model: '车型',
  car_age: '车龄',
  value: '客户价值',
  use: '用途',
  sex: '性别',
  age: '年龄',
  occupation: '职业',
  hobbies: '爱好',
};

/** A span of a number: from this on, up to the next one's; the last has no end. */
export interface TraitBand {
  readonly part: string;
  readonly from: number;
  readonly label: string;
}
/** Traits that are numbers, parted into bands. */
export const traitBands = {
  /** Years since the car was delivered: warranty mostly ends with the third, five is when many cars are changed. */
  car_age: [
    { part: '0', from: 0, label: '不满 1 年' },
    { part: '1', from: 1, label: '1–3 年' },
    { part: '3', from: 3, label: '3–5 年' },
    { part: '5', from: 5, label: '5–8 年' },
    { part: '8', from: 8, label: '8 年及以上' },
  ],
  /** Fen paid in the workshop for the car in the last twelve months: classes A, B and C (mission A). */
  value: [
    { part: 'none', from: 0, label: '近一年没有消费' },
    { part: 'c', from: 1, label: 'C 类 · 不满 1,500 元' },
    { part: 'b', from: 150_000, label: 'B 类 · 1,500–5,000 元' },
    { part: 'a', from: 500_000, label: 'A 类 · 5,000 元及以上' },
  ],
  /** Years of life. */
  age: [
    { part: '0', from: 0, label: '不满 25 岁' },
    { part: '25', from: 25, label: '25–34 岁' },
    { part: '35', from: 35, label: '35–44 岁' },
    { part: '45', from: 45, label: '45–54 岁' },
    { part: '55', from: 55, label: '55 岁及以上' },
  ],
} satisfies Partial<Record<CustomerTrait, readonly TraitBand[]>>;

const labelsOf = (bands: readonly TraitBand[]) =>
  Object.fromEntries(bands.map(({ part, label }) => [part, label]));
const labels: Partial<Record<CustomerTrait, Readonly<Record<string, string>>>> = {
  car_age: labelsOf(traitBands.car_age),
  value: labelsOf(traitBands.value),
  use: segmentFields['car.use'].options,
  sex: { male: '男', female: '女', company: '单位' },
  age: labelsOf(traitBands.age),
};
/** The words for a part; an empty one is what nobody has written down. */
export const traitPartLabel = (trait: CustomerTrait, part: string): string =>
  (labels[trait] ? labels[trait][part] : part) || '未登记';
