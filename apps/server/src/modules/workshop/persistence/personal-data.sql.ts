import { declinedWorkStateLabel, loanStateLabel, quoteStateLabel, visitStepLabel } from '@cheban/contracts';
import type { PersonalTable } from '../../../platform/personal-data/index.js';

const MINE = 'visit_id IN (SELECT id FROM visit WHERE owner_id = :owner)';
/** 机动车维修管理规定 art. 33: files of maintenance are kept; 会计档案管理办法: vouchers for thirty years. */
const LAW = '机动车维修档案和收款凭证须依法保存，已去掉您的描述';

export const workshopPersonalData: readonly PersonalTable[] = [
  {
    table: 'visit',
    title: '到店维修',
    whose: 'owner_id = :owner',
    show: {
      到店: 'arrived_at',
      项目: 'service_name',
      进度: { sql: 'step', words: visitStepLabel },
      里程: { sql: 'mileage_km', unit: '公里' },
      您的描述: 'owner_words',
      随车物品: 'belongings',
      交车: 'handed_over_at',
    },
    newest: 'arrived_at',
    gone: { keep: LAW, clear: { owner_words: '', belongings: '' } },
    blocks: { when: 'open_vehicle_id IS NOT NULL', say: '爱车还在店里，请等交车后再办理' },
  },
  {
    table: 'work_order',
    title: '工单与收款',
    whose: MINE,
    show: { 工单号: 'order_no', 金额: { sql: 'paid_fen', fen: true }, 结单时间: 'closed_at' },
    newest: 'closed_at',
    gone: { keep: LAW },
  },
  {
    table: 'visit_quote',
    title: '报价与确认',
    whose: MINE,
    show: {
      项目: 'title',
      金额: { sql: 'total_fen', fen: true },
      结果: { sql: 'state', words: quoteStateLabel },
      时间: 'asked_at',
    },
    newest: 'asked_at',
    gone: { keep: '您对费用的确认须随工单保存', clear: { answer_note: '' } },
  },
  {
    table: 'declined_work',
    title: '暂缓的项目',
    whose: 'owner_id = :owner',
    show: { 项目: 'title', 状态: { sql: 'state', words: declinedWorkStateLabel }, 时间: 'declined_at' },
    gone: 'delete',
  },
  {
    table: 'loan',
    title: '代步车',
    whose: 'owner_id = :owner',
    show: { 从: 'from_on', 到: 'to_on', 状态: { sql: 'state', words: loanStateLabel } },
    gone: { keep: '车辆交接责任须留存，备注已清空', clear: { note: '' } },
    blocks: { when: "state = 'out'", say: '代步车还没有归还' },
  },
  {
    table: 'loan_day',
    title: '为您预留的代步车日期',
    whose: "loan_id IN (SELECT id FROM loan WHERE owner_id = :owner AND state = 'booked')",
    gone: 'delete',
  },
  {
    table: 'loan',
    title: '预留的代步车',
    whose: "owner_id = :owner AND state = 'booked'",
    gone: { keep: '已取消预留', clear: { state: 'cancelled' } },
  },
  {
    table: 'promise_compensation',
    title: '超时赔付',
    whose: 'owner_id = :owner',
    show: { 项目: 'pay_title', 时间: 'broken_at' },
    gone: { keep: '账目须依法保存，不含身份信息' },
  },
];
