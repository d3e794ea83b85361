import type { PersonalTable } from '../../../platform/personal-data/index.js';

export const suspicionPersonalData: readonly PersonalTable[] = [
  {
    table: 'reward_trace',
    title: '领奖标记',
    whose: 'owner_id = :owner',
    gone: { keep: '防止重复领奖的匿名标记，到期自动删除' },
  },
  {
    table: 'suspicion',
    title: '待核实的奖励',
    whose: 'owner_id = :owner',
    show: { 内容: 'title', 时间: 'held_at' },
    gone: { keep: '奖励审批须留存，备注已清空', clear: { note: null } },
  },
];
