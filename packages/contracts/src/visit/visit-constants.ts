/** Literals of a visit in depth, with their Chinese words. No zod: screens carry this file. */
import type { ServiceKind } from '../constants.js';

/** Where a picture of the walk around the car was taken. */
export const carPositions = [
  'front',
  'front_right',
  'right',
  'rear_right',
  'rear',
  'rear_left',
  'left',
  'front_left',
  'roof',
  'interior',
  'dashboard',
  'other',
] as const;
export type CarPosition = (typeof carPositions)[number];
export const carPositionLabel: Record<CarPosition, string> = {
  front: '车头',
  front_right: '右前',
  right: '右侧',
  rear_right: '右后',
  rear: '车尾',
  rear_left: '左后',
  left: '左侧',
  front_left: '左前',
  roof: '车顶',
  interior: '车内',
  dashboard: '仪表盘',
  other: '其他',
};
/** Pictures of one walk around the car. */
export const MAX_WALK_AROUND = 12;

/** Fuel or charge as the gauge shows it, by eighths of full: 0 to 8. */
export const fuelEighthLabels = ['空', '1/8', '1/4', '3/8', '1/2', '5/8', '3/4', '7/8', '满'] as const;

/** When a fault shows: with a cold or a warm engine. */
export const engineStates = ['cold', 'warm', 'both', 'unknown'] as const;
export type EngineState = (typeof engineStates)[number];
export const engineStateLabel: Record<EngineState, string> = {
  cold: '冷车时',
  warm: '热车时',
  both: '冷热车都有',
  unknown: '不确定',
};

/** `estimate`: at check-in, in versions; `extra`: found later, each asked for by itself. */
export const quoteKinds = ['estimate', 'extra'] as const;
export type QuoteKind = (typeof quoteKinds)[number];
export const quoteKindLabel: Record<QuoteKind, string> = { estimate: '接车报价', extra: '增项报价' };

/** `replaced`: a newer version was written; `lapsed`: the car left without an answer. */
export const quoteStates = ['waiting', 'approved', 'declined', 'replaced', 'withdrawn', 'lapsed'] as const;
export type QuoteState = (typeof quoteStates)[number];
export const quoteStateLabel: Record<QuoteState, string> = {
  waiting: '待车主确认',
  approved: '车主已同意',
  declined: '车主暂不做',
  replaced: '已有新报价',
  withdrawn: '已撤回',
  lapsed: '未答复',
};
export const answerWays = ['app', 'phone'] as const;
export type AnswerWay = (typeof answerWays)[number];
export const answerWayLabel: Record<AnswerWay, string> = { app: '车主在小程序确认', phone: '电话确认' };

export const declinedWorkStates = ['open', 'booked', 'done', 'dropped'] as const;
export type DeclinedWorkState = (typeof declinedWorkStates)[number];
export const declinedWorkStateLabel: Record<DeclinedWorkState, string> = {
  open: '待跟进',
  booked: '已预约',
  done: '已处理',
  dropped: '不再提醒',
};

/** What staff may say of it; `booked` follows from the car's booking alone. */
export const declinedWorkEndings = ['open', 'done', 'dropped'] as const;
/** Days after the reminder until an advisor calls an owner who has said nothing. */
export const DECLINED_CALL_DAYS = 7;

/** What a broken promise pays (准时承诺). */
export const promisePayKinds = ['none', 'cash_off', 'free_item'] as const;
export type PromisePayKind = (typeof promisePayKinds)[number];
export const promisePayKindLabel: Record<PromisePayKind, string> = {
  none: '不补偿',
  cash_off: '代金券',
  free_item: '免费项目',
};

export const loanStates = ['booked', 'out', 'returned', 'cancelled'] as const;
export type LoanState = (typeof loanStates)[number];
export const loanStateLabel: Record<LoanState, string> = {
  booked: '已预留',
  out: '使用中',
  returned: '已归还',
  cancelled: '已取消',
};

export type InspectionItemKind = 'check' | 'measure' | 'photo';
export interface InspectionItem {
  /** Stable: stands in stored reports. */
  readonly code: string;
  readonly label: string;
  /** `check`: a grade; `measure`: a grade and a number; `photo`: a grade and at least one picture. */
  readonly kind: InspectionItemKind;
  /** Unit of a measure, and the range that a technician can have read. */
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
  /** What "book this item" books. */
  readonly service: ServiceKind;
}
export interface InspectionSection {
  readonly code: string;
  readonly label: string;
  readonly items: readonly InspectionItem[];
}

const check = (code: string, label: string, service: ServiceKind = 'check_up'): InspectionItem => ({
  code,
  label,
  kind: 'check',
  service,
});
const measure = (
  code: string,
  label: string,
  range: { unit: string; min: number; max: number },
  service: ServiceKind = 'quick_repair',
): InspectionItem => ({ code, label, kind: 'measure', ...range, service });
const photo = (code: string, label: string, service: ServiceKind = 'repair'): InspectionItem => ({
  code,
  label,
  kind: 'photo',
  service,
});

const light: InspectionSection = {
  code: 'light',
  label: '灯光与视野',
  items: [
    check('light.head', '近光灯、远光灯', 'quick_repair'),
    check('light.turn', '转向灯、双闪', 'quick_repair'),
    check('light.brake', '刹车灯、倒车灯', 'quick_repair'),
    check('light.wiper', '雨刮片', 'quick_repair'),
    check('light.glass', '前风挡玻璃', 'repair'),
  ],
};
const engine: InspectionSection = {
  code: 'engine',
  label: '发动机舱',
  items: [
    check('engine.oil', '机油液位与颜色', 'service'),
    check('engine.coolant', '冷却液液位', 'service'),
    measure('engine.coolant_freeze', '冷却液冰点', { unit: '℃', min: -80, max: 20 }, 'service'),
    measure('engine.brake_fluid', '制动液含水量', { unit: '%', min: 0, max: 10 }, 'service'),
    measure('engine.battery', '蓄电池电压', { unit: 'V', min: 0, max: 30 }),
    check('engine.belt', '皮带'),
    check('engine.air_filter', '空气滤芯', 'service'),
    photo('engine.leak', '渗漏痕迹'),
  ],
};
const under: InspectionSection = {
  code: 'under',
  label: '底盘',
  items: [
    check('under.steering', '转向拉杆与球头', 'repair'),
    check('under.shock', '减震器', 'repair'),
    check('under.exhaust', '排气管', 'repair'),
    photo('under.leak', '底盘渗漏与磕碰'),
    photo('under.tyre_wear', '轮胎磨损与鼓包', 'quick_repair'),
  ],
};
const cabin: InspectionSection = {
  code: 'cabin',
  label: '车内与空调',
  items: [
    check('cabin.warning', '仪表警告灯', 'check_up'),
    measure('cabin.air_out', '空调出风温度', { unit: '℃', min: -10, max: 80 }),
    check('cabin.filter', '空调滤芯', 'service'),
    check('cabin.belt', '安全带', 'repair'),
    check('cabin.horn', '喇叭', 'quick_repair'),
  ],
};

/** Sheets of a full inspection beside the three numbers, which every report has. */
export const inspectionTemplates = {
  full: { label: '全车检查', sections: [light, engine, under, cabin] },
  trip: { label: '出行检查', sections: [light, engine] },
} as const satisfies Record<string, { label: string; sections: readonly InspectionSection[] }>;
export type InspectionTemplate = keyof typeof inspectionTemplates;
export const inspectionTemplateCodes = ['full', 'trip'] as const satisfies readonly InspectionTemplate[];

/** Every item of a template in order. */
export function inspectionItems(template: InspectionTemplate): InspectionItem[] {
  return inspectionTemplates[template].sections.flatMap((section) => [...section.items]);
}
