import type { PersonalTable } from '../../../platform/personal-data/index.js';

export const followUpPersonalData: readonly PersonalTable[] = [
  {
    table: 'follow_up_answer',
    title: '面访与家访记录',
    whose: 'task_id IN (SELECT id FROM follow_up_task WHERE owner_id = :owner)',
    show: { 时间: 'at', 满意度: 'satisfaction', 希望改进: 'improve', 其他: 'other' },
    newest: 'at',
    gone: { keep: '只留分数作统计，文字已清空', clear: { improve: '', other: '' } },
  },
  {
    table: 'follow_up_attempt',
    title: '回访经过',
    whose: 'task_id IN (SELECT id FROM follow_up_task WHERE owner_id = :owner)',
    show: { 时间: 'at', 备注: 'note' },
    newest: 'at',
    gone: { keep: '只留次数作统计，备注已清空', clear: { note: '' } },
  },
  {
    table: 'follow_up_task',
    title: '电话回访',
    whose: 'owner_id = :owner',
    show: { 时间: 'created_at', 事由: 'title', 原因: 'why' },
    newest: 'created_at',
    gone: { keep: '只留条数作统计，内容已清空', clear: { title: '回访', script: '', why: '', facts: '{}' } },
  },
  {
    table: 'follow_up_task',
    title: '待拨打的回访',
    whose: "owner_id = :owner AND state IN ('open', 'waiting')",
    gone: {
      keep: '已取消，不会再打电话',
      clear: { state: 'cancelled', open_key: null, close_reason: '车主已注销' },
    },
  },
];
