import { type ImportKind, type VehicleUse, vehicleUseLabel } from '@cheban/contracts';
import { maskPhone, sayYuan } from '@cheban/kernel';
import type { FieldChange } from '../../owner/index.js';
import { fieldsOf } from '../domain/import-fields.js';

/** A change in words: `颜色` from `红` to `蓝`. */
export interface ChangeWords {
  label: string;
  from: string;
  to: string;
}

/** What is kept under a name of its own. */
const FIELD_OF: Readonly<Record<string, string>> = {
  birthdayOn: 'birthday',
  advisorName: 'advisor',
  advisor_name: 'advisor',
  visited_on: 'visitedOn',
  paid_fen: 'paid',
  settled: 'status',
};
/** What no column of an export says by itself. */
const OWN_LABEL: Readonly<Record<string, string>> = {
  ownerOfCar: '车主',
  birthdayLeap: '闰月生日',
  vehicle_id: '车辆',
  lastServiceKm: '新里程读数',
};
/** Follows from another change that is told. */
const SILENT = new Set(['advisorId', 'is_service']);

const SEX: Readonly<Record<string, string>> = { male: '男', female: '女', company: '单位', unknown: '' };
const CALENDAR: Readonly<Record<string, string>> = { solar: '公历', lunar: '农历' };

/** A change as people read it; null for one that another tells already. */
export function changeWords(kind: ImportKind, { field, from, to }: FieldChange): ChangeWords | null {
  if (SILENT.has(field)) return null;
  const key = FIELD_OF[field] ?? field;
  const label = OWN_LABEL[key] ?? fieldsOf(kind).find((one) => one.key === key)?.label ?? '其他';
  return { label, from: valueWords(field, from), to: valueWords(field, to) };
}

function valueWords(field: string, value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  if (field === 'phone') return maskPhone(text);
  if (field === 'sex') return SEX[text] ?? text;
  if (field === 'birthdayCalendar') return CALENDAR[text] ?? text;
  if (field === 'use') return vehicleUseLabel[text as VehicleUse] ?? text;
  if (field === 'paid_fen') return sayYuan(Number(value));
  if (field === 'settled') return value === 0 ? '未结算' : '已结算';
  if (field === 'soldHere' || field === 'insuredHere' || field === 'birthdayLeap')
    return value === 0 ? '否' : '是';
  if (field === 'vehicle_id') return '另一辆车';
  return text;
}
