/** What a store does for cars, with the Chinese words. No zod: screens carry this file. */

export const serviceKinds = [
  'first_service',
  'service',
  'repair',
  'body_paint',
  'quick_repair',
  'check_up',
  'wash',
  'test_drive',
  'pick_up',
  'claim',
] as const;
export type ServiceKind = (typeof serviceKinds)[number];
export const serviceKindLabel: Record<ServiceKind, string> = {
  first_service: '首保',
  service: '定期保养',
  repair: '维修',
  body_paint: '钣喷',
  quick_repair: '快修',
  check_up: '检测',
  wash: '洗车美容',
  test_drive: '试驾',
  pick_up: '上门取送',
  claim: '保险理赔',
};
