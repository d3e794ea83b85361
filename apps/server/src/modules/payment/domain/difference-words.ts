import {
  type DifferenceKind,
  differenceKindLabel,
  payOrderStateLabel,
  payoutStateLabel,
  refundStateLabel,
} from '@cheban/contracts/constants';
import { formatYuan } from '@cheban/kernel';
import type { Finding } from './reconcile-rules.js';

const labels: Record<DifferenceKind, Readonly<Record<string, string>>> = {
  order: payOrderStateLabel,
  refund: refundStateLabel,
  payout: payoutStateLabel,
};

/** States at WeChat Pay, of orders, refunds and transfers; TRANSFERING is spelled so there. */
const words: Readonly<Record<string, string>> = {
  SUCCESS: '成功',
  REFUND: '已转入退款',
  NOTPAY: '未支付',
  USERPAYING: '支付中',
  PAYERROR: '支付失败',
  REVOKED: '已撤销',
  CLOSED: '已关闭',
  ABNORMAL: '异常',
  ACCEPTED: '已受理',
  PROCESSING: '处理中',
  WAIT_USER_CONFIRM: '待车主收款',
  TRANSFERING: '转账中',
  CANCELING: '撤销中',
  CANCELLED: '已撤销',
  FAIL: '失败',
  ORDER_NOT_EXIST: '查无此单',
  RESOURCE_NOT_EXISTS: '查无此单',
  NOT_FOUND: '查无此单',
};

/** How a thing stands with us and at WeChat Pay, in Chinese. A state that is not here is shown as it is. */
export const sidesOf = (kind: DifferenceKind, { ours, theirs }: Pick<Finding, 'ours' | 'theirs'>) => ({
  ours: labels[kind][ours] ?? ours,
  theirs: words[theirs] ?? theirs,
});

/** What differs, in one sentence. */
export function differenceText(
  kind: DifferenceKind,
  found: Omit<Finding, 'what'> & { what: string },
): string {
  const { what, oursFen, theirsFen } = found;
  const label = differenceKindLabel[kind];
  if (what === 'missing') return `${label}：我方已入账 ¥${formatYuan(oursFen)}，微信支付查无此单`;
  if (what === 'amount' && theirsFen !== null)
    return `${label}金额不符：我方 ¥${formatYuan(oursFen)}，微信支付 ¥${formatYuan(theirsFen)}`;
  const { ours, theirs } = sidesOf(kind, found);
  return `${label}状态不符：我方${ours}，微信支付${theirs}`;
}
