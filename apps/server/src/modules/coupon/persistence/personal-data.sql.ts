import { couponShownStateLabel } from '@cheban/contracts';
import type { PersonalTable } from '../../../platform/personal-data/index.js';

export const couponPersonalData: readonly PersonalTable[] = [
  {
    table: 'coupon',
    title: '卡券',
    whose: 'owner_id = :owner',
    show: {
      名称: '(SELECT title FROM coupon_type WHERE coupon_type.id = coupon.type_id)',
      领取时间: 'issued_at',
      有效期至: 'valid_until',
      状态: { sql: 'state', words: couponShownStateLabel },
    },
    newest: 'issued_at',
    gone: { keep: '发放与核销账目须留存，不含身份信息', clear: { note: '' } },
    loses: {
      when: "state IN ('held', 'reserved') AND valid_until > :now",
      say: '张未用的券将不能再使用',
    },
  },
  { table: 'coupon_pass', title: '出示的券码', whose: 'owner_id = :owner', gone: 'delete' },
  {
    table: 'benefit_claim',
    title: '领过的权益',
    whose: 'owner_id = :owner',
    show: { 时间: 'at' },
    gone: { keep: '权益账目须留存，不含身份信息' },
  },
  {
    table: 'pool_code',
    title: '兑换码',
    whose: 'owner_id = :owner',
    show: { 领取时间: 'given_at', 有效期至: 'expires_on' },
    gone: { keep: '与合作商对账用，不含身份信息' },
  },
  {
    table: 'coupon_bill',
    title: '用券账单',
    whose: 'owner_id = :owner',
    show: { 时间: 'created_at', 金额: { sql: 'amount_fen', fen: true } },
    gone: { keep: '账目须依法保存，不含身份信息' },
  },
];
