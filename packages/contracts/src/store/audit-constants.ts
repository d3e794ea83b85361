/** What a line of the audit log is about; a download of cases is about both. */
export const auditKinds = [
  'access',
  'privacy',
  'export',
  'visit',
  'feedback',
  'care',
  'marketing',
  'money',
  'setup',
] as const;
export type AuditKind = (typeof auditKinds)[number];
export const auditKindLabel: Record<AuditKind, string> = {
  access: '登录与权限',
  privacy: '车主个人信息',
  export: '导出与下载',
  visit: '预约、到店与车辆',
  feedback: '回访、投诉与改进',
  care: '关怀与消息',
  marketing: '活动与营销',
  money: '资金、商品与补偿',
  setup: '门店设置与导入',
};
