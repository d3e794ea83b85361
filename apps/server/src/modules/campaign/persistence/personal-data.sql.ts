import { claimStateLabel } from '@cheban/contracts';
import type { PersonalTable } from '../../../platform/personal-data/index.js';

export const campaignPersonalData: readonly PersonalTable[] = [
  { table: 'campaign_seen', title: '看过的活动', whose: 'owner_id = :owner', gone: 'delete' },
  { table: 'campaign_reminder', title: '开抢提醒', whose: 'owner_id = :owner', gone: 'delete' },
  {
    table: 'packet_claim',
    title: '抢到的红包',
    whose: 'owner_id = :owner',
    show: {
      时间: 'won_at',
      金额: { sql: 'amount_fen', fen: true },
      状态: { sql: 'state', words: claimStateLabel },
    },
    newest: 'won_at',
    gone: { keep: '红包账目须留存，不含身份信息' },
  },
];
