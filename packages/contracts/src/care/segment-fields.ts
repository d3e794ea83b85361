/** What an audience may ask about. `type` says which operators and values fit. No zod: the console builds forms of it. */
export interface SegmentField {
  readonly label: string;
  readonly group: 'car' | 'owner' | 'visit' | 'message';
  /** `text`: free list · `choice`: list of `options` · `number`: between, in `unit` · `yes_no`. */
  readonly type: 'text' | 'choice' | 'number' | 'yes_no';
  readonly unit?: string;
  readonly options?: Readonly<Record<string, string>>;
}

const define = <T extends Record<string, SegmentField>>(fields: T): T => fields;

export const segmentFields = define({
  'car.brand': { label: '品牌', group: 'car', type: 'text' },
  'car.model': { label: '车型', group: 'car', type: 'text' },
  'car.model_year': { label: '年款', group: 'car', type: 'number', unit: '年' },
  'car.age_months': { label: '车龄', group: 'car', type: 'number', unit: '个月' },
  'car.km': { label: '里程', group: 'car', type: 'number', unit: '公里' },
  'car.use': {
    label: '用途',
    group: 'car',
    type: 'choice',
    options: { private: '私家车', company: '公司用车', taxi: '营运车', other: '其他' },
  },
  'car.sold_here': { label: '本店售出', group: 'car', type: 'yes_no' },
  'car.insured_here': { label: '在店投保', group: 'car', type: 'yes_no' },
  'car.group': {
    label: '客户状态',
    group: 'car',
    type: 'choice',
    options: { active: '有效', at_risk: '拟流失', lost: '流失' },
  },
  'car.due_in_days': { label: '距保养到期', group: 'car', type: 'number', unit: '天' },
  'owner.sex': {
    label: '性别',
    group: 'owner',
    type: 'choice',
    options: { male: '男', female: '女' },
  },
  'owner.region': { label: '地区', group: 'owner', type: 'text' },
  'owner.birthday_month': { label: '生日月份', group: 'owner', type: 'number', unit: '月' },
  'owner.bound': { label: '已绑定微信', group: 'owner', type: 'yes_no' },
  'visit.last_days': { label: '距上次到店', group: 'visit', type: 'number', unit: '天' },
  'visit.count_12m': { label: '近 12 个月到店', group: 'visit', type: 'number', unit: '次' },
  'visit.paid_12m_yuan': { label: '近 12 个月消费', group: 'visit', type: 'number', unit: '元' },
  'visit.last_stars': { label: '最近一次评分', group: 'visit', type: 'number', unit: '星' },
  'message.opened_90d': { label: '近 90 天点开过消息', group: 'message', type: 'yes_no' },
  'message.unopened_90d': { label: '近 90 天未点开', group: 'message', type: 'number', unit: '条' },
});
export type SegmentFieldName = keyof typeof segmentFields;
export const segmentFieldNames = Object.keys(segmentFields) as [SegmentFieldName, ...SegmentFieldName[]];
