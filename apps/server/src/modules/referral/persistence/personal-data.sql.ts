import { referralStateLabel, referralWishLabel } from '@cheban/contracts';
import { fieldCipher } from '../../../platform/crypto/index.js';
import type { PersonalTable } from '../../../platform/personal-data/index.js';

export const referralPersonalData: readonly PersonalTable[] = [
  {
    table: 'referral',
    title: '老带新',
    whose: 'inviter_id = :owner OR invitee_id = :owner',
    show: { 时间: 'joined_at', 状态: { sql: 'state', words: referralStateLabel } },
    newest: 'joined_at',
    gone: {
      keep: '奖励账目须留存，车辆信息已清除',
      clear: { vin: () => fieldCipher().encrypt(''), plate: null },
      rows: 'invitee_id = :owner',
    },
  },
  { table: 'referral_code', title: '邀请码', whose: 'owner_id = :owner', gone: 'delete' },
  {
    table: 'referral_wish',
    title: '请门店联系',
    whose: 'owner_id = :owner',
    show: { 时间: 'wished_at', 心愿: { sql: 'wish', words: referralWishLabel } },
    newest: 'wished_at',
    gone: 'delete',
  },
];
