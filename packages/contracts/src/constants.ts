/** Literals and their Chinese words, shared by SQL, API and screens. No zod here: the mini-program carries this file. */
export * from './access.js';
export * from './activity/activity-constants.js';
export * from './attribution/attribution-constants.js';
export * from './booking/booking-constants.js';
export * from './campaign/campaign-constants.js';
export * from './campaign/prize-problems.js';
export * from './care/care-constants.js';
export * from './care/event-samples.js';
export * from './care/rule-problems.js';
export * from './care/segment-fields.js';
export * from './care/segment-problems.js';
export * from './channel/channel-constants.js';
export * from './circle/circle-constants.js';
export * from './coupon/coupon-constants.js';
export * from './coupon/coupon-worth.js';
export * from './customer/customer-constants.js';
export * from './errors.js';
export * from './feedback/feedback-constants.js';
export * from './figures/figures-constants.js';
export * from './figures/makeup-constants.js';
export * from './follow-up/follow-up-constants.js';
export * from './game/game-constants.js';
export * from './insurance/insurance-constants.js';
export * from './intake/unfilled-fields.js';
export * from './message/message-constants.js';
export * from './message/wish-constants.js';
export * from './payment/payment-constants.js';
export * from './privacy/privacy-constants.js';
export * from './referral/referral-constants.js';
export * from './rescue/rescue-constants.js';
export * from './shop/shop-constants.js';
export * from './staff/list-constants.js';
export * from './store/audit-constants.js';
export * from './store/service-kinds.js';
export * from './suspicion/suspicion-constants.js';
export * from './visit/visit-constants.js';
export * from './visit/wheel-grades.js';
export * from './weather/weather-constants.js';

export const brandTiers = ['mid', 'high'] as const;
export type BrandTier = (typeof brandTiers)[number];
export const brandTierLabel: Record<BrandTier, string> = { mid: '中端品牌', high: '高端品牌' };

/** What a service takes beside people: a bay, a demo car, or a driver who fetches and brings cars. */
export const bayKinds = ['service', 'repair', 'body', 'wash', 'test_drive', 'driver'] as const;
export type BayKind = (typeof bayKinds)[number];
export const bayKindLabel: Record<BayKind, string> = {
  service: '保养工位',
  repair: '机修工位',
  body: '钣喷工位',
  wash: '洗美工位',
  test_drive: '试驾车',
  driver: '取送司机',
};

export const vehicleUses = ['private', 'company', 'taxi', 'other'] as const;
export type VehicleUse = (typeof vehicleUses)[number];
export const vehicleUseLabel: Record<VehicleUse, string> = {
  private: '私家车',
  company: '公司用车',
  taxi: '营运车',
  other: '其他',
};

export const vehicleRoles = ['owner', 'driver', 'company_contact'] as const;
export type VehicleRole = (typeof vehicleRoles)[number];
export const vehicleRoleLabel: Record<VehicleRole, string> = {
  owner: '车主',
  driver: '驾驶人',
  company_contact: '公司联系人',
};

/** The steps an owner sees in the transparent workshop (透明车间), in order. */
export const visitSteps = [
  'checked_in',
  'in_work',
  'quality_check',
  'washing',
  'ready',
  'handed_over',
] as const;
export type VisitStep = (typeof visitSteps)[number];
export const visitStepLabel: Record<VisitStep, string> = {
  checked_in: '接车',
  in_work: '维修',
  quality_check: '质检',
  washing: '洗车',
  ready: '待交车',
  handed_over: '已交车',
};

export const grades = ['green', 'amber', 'red'] as const;
export type Grade = (typeof grades)[number];
export const gradeLabel: Record<Grade, string> = { green: '良好', amber: '需留意', red: '需处理' };

export const wheels = ['front_left', 'front_right', 'rear_left', 'rear_right'] as const;
export type Wheel = (typeof wheels)[number];
export const wheelLabel: Record<Wheel, string> = {
  front_left: '左前',
  front_right: '右前',
  rear_left: '左后',
  rear_right: '右后',
};

export const importKinds = ['vehicles', 'history'] as const;
export type ImportKind = (typeof importKinds)[number];
export const importKindLabel: Record<ImportKind, string> = { vehicles: '客户与车辆', history: '维修历史' };
export const importStates = ['uploaded', 'queued', 'running', 'done', 'failed'] as const;
export type ImportState = (typeof importStates)[number];
export const importStateLabel: Record<ImportState, string> = {
  uploaded: '待确认',
  queued: '排队中',
  running: '导入中',
  done: '已完成',
  failed: '失败',
};

/** Version of the privacy guideline that owners agree to; a new text needs a new version and a new consent. */
export const privacyVersion = '2026-11-23';
