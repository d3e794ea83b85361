import { erasureStateLabel } from '@cheban/contracts';
import type { PersonalTable } from '../../../platform/personal-data/index.js';

export const privacyPersonalData: readonly PersonalTable[] = [
  {
    table: 'erasure_request',
    title: '注销申请',
    whose: 'owner_id = :owner',
    show: { 申请时间: 'asked_at', 状态: { sql: 'state', words: erasureStateLabel } },
    gone: { keep: '用来证明已按您的要求办理，不含身份信息' },
  },
];
