import type { PersonalTable } from '../../../platform/personal-data/index.js';

export const carePersonalData: readonly PersonalTable[] = [
  {
    table: 'care_answer',
    title: '您对提醒的回复',
    whose: 'owner_id = :owner',
    show: { 时间: 'at', 回复: 'text', 备注: 'note' },
    newest: 'at',
    gone: { keep: '只留选项作统计，文字已清空', clear: { text: '', note: '' } },
  },
];
