import { signUpStateLabel } from '@cheban/contracts';
import type { PersonalTable } from '../../../platform/personal-data/index.js';

export const activityPersonalData: readonly PersonalTable[] = [
  {
    table: 'sign_up',
    title: '活动报名',
    whose: 'owner_id = :owner',
    show: {
      报名时间: 'signed_up_at',
      状态: { sql: 'state', words: signUpStateLabel },
      同行人数: 'guests',
      您的评价: 'survey_text',
    },
    newest: 'signed_up_at',
    gone: { keep: '只留人数作统计，填写的内容已清空', clear: { answers: '{}', survey_text: null } },
    // Their seats would stay empty, and nobody could give them back.
    blocks: {
      when: `state IN ('going', 'offered', 'waiting') AND session_id IN
        (SELECT id FROM activity_session WHERE starts_at > :now AND state <> 'cancelled')`,
      say: '报名的活动还没举行，请先取消报名',
    },
  },
];
