import { payOrderStateLabel, payoutStateLabel } from '@cheban/contracts';
import type { PersonalTable } from '../../../platform/personal-data/index.js';

const LAW = '账目和收付款凭证须依法保存，微信标识已清除';

export const paymentPersonalData: readonly PersonalTable[] = [
  {
    table: 'pay_order',
    title: '付款',
    whose: 'owner_id = :owner',
    show: {
      时间: 'created_at',
      内容: 'title',
      金额: { sql: 'total_fen', fen: true },
      状态: { sql: 'state', words: payOrderStateLabel },
      单号: 'out_trade_no',
    },
    newest: 'created_at',
    gone: { keep: LAW, clear: { openid: null } },
    blocks: {
      when: "state IN ('open', 'closing', 'late') OR refunding_fen > 0",
      say: '有付款或退款正在处理，完成后才能注销',
    },
  },
  {
    table: 'payout',
    title: '红包与返现',
    whose: 'owner_id = :owner',
    show: {
      时间: 'created_at',
      内容: 'title',
      金额: { sql: 'amount_fen', fen: true },
      状态: { sql: 'state', words: payoutStateLabel },
    },
    newest: 'created_at',
    gone: { keep: LAW, clear: { openid: null, package_info: null } },
    blocks: {
      when: "state NOT IN ('done', 'failed', 'cancelled')",
      say: '有红包或返现还没到账，请先领取或等它退回',
    },
  },
];
