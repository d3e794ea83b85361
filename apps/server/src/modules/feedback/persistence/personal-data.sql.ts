import { caseStateLabel } from '@cheban/contracts';
import type { PersonalTable } from '../../../platform/personal-data/index.js';

export const feedbackPersonalData: readonly PersonalTable[] = [
  {
    table: 'rating',
    title: '评价',
    whose: 'owner_id = :owner',
    show: { 时间: 'at', 星级: 'stars', 内容: 'text' },
    newest: 'at',
    gone: { keep: '只留星级作统计，文字已清空', clear: { text: '' } },
  },
  { table: 'rating_draft', title: '没写完的评价', whose: 'owner_id = :owner', gone: 'delete' },
  {
    table: 'case_step',
    title: '投诉处理经过',
    whose: 'case_id IN (SELECT id FROM complaint_case WHERE owner_id = :owner)',
    show: { 时间: 'at', 内容: 'text' },
    newest: 'at',
    gone: { keep: '处理时间须留存，文字已清空', clear: { text: '' } },
  },
  {
    table: 'complaint_case',
    title: '投诉',
    whose: 'owner_id = :owner',
    show: { 时间: 'opened_at', 事由: 'title', 状态: { sql: 'state', words: caseStateLabel } },
    newest: 'opened_at',
    gone: { keep: '投诉处理结果须留存，文字已清空', clear: { title: '投诉', close_reason: null } },
    blocks: { when: "state <> 'closed'", say: '有一件投诉还在处理' },
  },
  {
    table: 'case_cause',
    title: '投诉原因',
    whose: 'owner_id = :owner',
    gone: { keep: '只作改进统计，不含身份信息' },
  },
];
