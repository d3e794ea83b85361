import type { DueView } from '@cheban/contracts';
import { addMonths, diffDays, nextInspection, sayDate } from '@cheban/kernel';
import type { Vehicle } from './vehicle.js';

type DueFields = Pick<
  Vehicle,
  'dueKind' | 'dueOn' | 'dueReason' | 'dueKm' | 'latestKm' | 'latestKmOn' | 'kmPerDay' | 'lastServiceOn'
>;

/** Kilometres left until the service on a day, at the car's own pace; null if it cannot be told. */
export function kmLeft(vehicle: DueFields, today: string): number | null {
  const { dueKm, latestKm, latestKmOn, kmPerDay } = vehicle;
  if (dueKm === null || latestKm === null || latestKmOn === null || kmPerDay === null) return null;
  return Math.round(dueKm - (latestKm + kmPerDay * Math.max(0, diffDays(latestKmOn, today))));
}

/** Tens of kilometres, hundreds above a thousand, as the owner's page shows them: the estimate is not better than that. */
function roughKm(km: number): string {
  const step = km < 1000 ? 10 : 100;
  return (Math.round(km / step) * step).toLocaleString('en-US');
}

/** The next service in words: what, when, and why. Null if no date can be told. */
export function describeDue(vehicle: DueFields, today: string): DueView | null {
  if (vehicle.dueOn === null || vehicle.dueKind === null) return null;
  const left = kmLeft(vehicle, today);
  const daysLeft = diffDays(today, vehicle.dueOn);
  const when = `预计 ${sayDate(vehicle.dueOn, today)}`;
  const title = vehicle.dueKind === 'first_service' ? '首次保养' : '定期保养';
  let why: string;
  if (vehicle.dueReason === 'km' && left !== null) {
    why =
      left > 0
        ? `按您近期的用车节奏，距下次保养约 ${roughKm(left)} 公里，${when}到期`
        : `按您近期的用车节奏，已超过保养里程约 ${roughKm(-left)} 公里`;
  } else if (vehicle.dueKind === 'first_service') {
    why =
      daysLeft >= 0
        ? `新车交付满 3 个月或 5000 公里需做首保，${when}到期`
        : `新车首保已到期 ${-daysLeft} 天，请尽快安排`;
  } else {
    const since =
      vehicle.lastServiceOn === null ? '' : `上次保养：${sayDate(vehicle.lastServiceOn, today)}，`;
    why = daysLeft >= 0 ? `${since}${when}到期` : `${since}已超过建议日期 ${-daysLeft} 天`;
  }
  return {
    kind: vehicle.dueKind,
    title,
    dueOn: vehicle.dueOn,
    daysLeft,
    reason: vehicle.dueReason ?? 'date',
    kmLeft: left,
    why,
  };
}

export interface Tile {
  kind: 'insurance' | 'inspection' | 'warranty';
  title: string;
  on: string | null;
  daysLeft: number | null;
  tone: 'grey' | 'amber' | 'red' | 'unknown';
  note: string;
}

/** look.md: grey above 60 days, amber at most 30 (31–60 stays grey), red at most 7 or past. */
function tone(daysLeft: number | null): Tile['tone'] {
  if (daysLeft === null) return 'unknown';
  if (daysLeft <= 7) return 'red';
  return daysLeft <= 30 ? 'amber' : 'grey';
}

/** 三包 (SAMR Order 43, Art. 18): repair warranty of at least three years or 60,000 km. */
const WARRANTY = { months: 36, km: 60_000 } as const;

type TileFields = Pick<Vehicle, 'soldOn' | 'use' | 'insuranceExpiresOn' | 'latestKm'>;

/** Insurance, inspection and warranty: date, days left and how urgent. */
export function describeTiles(vehicle: TileFields, today: string): Tile[] {
  const days = (on: string | null) => (on === null ? null : diffDays(today, on));
  const make = (kind: Tile['kind'], title: string, on: string | null, note: string): Tile => {
    const daysLeft = days(on);
    return { kind, title, on, daysLeft, tone: tone(daysLeft), note };
  };
  const insurance = make(
    'insurance',
    '保险',
    vehicle.insuranceExpiresOn,
    vehicle.insuranceExpiresOn ? '商业险到期' : '暂无保单信息',
  );
  return [insurance, inspectionTile(vehicle, today, make), warrantyTile(vehicle, today, make)];
}

type Make = (kind: Tile['kind'], title: string, on: string | null, note: string) => Tile;

function inspectionTile(vehicle: TileFields, today: string, make: Make): Tile {
  const use = vehicle.use === 'other' ? null : vehicle.use;
  const next =
    vehicle.soldOn === null || use === null
      ? 'ask_person'
      : nextInspection({ registeredOn: vehicle.soldOn, use }, today);
  if (next === 'ask_person') return make('inspection', '年检', null, '请咨询门店');
  return make('inspection', '年检', next.dueOn, next.kind === 'sticker' ? '免上线，申领标志' : '需上线检测');
}

function warrantyTile(vehicle: TileFields, today: string, make: Make): Tile {
  if (vehicle.soldOn === null) return make('warranty', '质保', null, '请咨询门店');
  const on = addMonths(vehicle.soldOn, WARRANTY.months);
  if (on < today || (vehicle.latestKm ?? 0) > WARRANTY.km) {
    return { kind: 'warranty', title: '质保', on, daysLeft: null, tone: 'grey', note: '已出保' };
  }
  return make('warranty', '质保', on, '出保前可免费检查');
}
