import type { CardRefundRule, CardState, PayOrderKind } from '@cheban/contracts';
import { cardStateLabel } from '@cheban/contracts/constants';
import { type BusinessDate, formatYuan, sayDate, sayYuan } from '@cheban/kernel';
import type { RefundSum, whyNotUsable } from './card-rules.js';

export interface CardWords {
  serviceName: string;
  uses: number;
  singleFen: number;
  validDays: number;
  shareable: boolean;
  refund: CardRefundRule;
}

function refundTerms({ kind, usedAt, feePercent, graceDays }: CardRefundRule, singleFen: number): string {
  if (kind === 'none') return graceDays > 0 ? `${graceDays} 天内未使用可全额退，之后不退` : '购买后不退';
  const grace = graceDays > 0 ? `${graceDays} 天内未使用可全额退；` : '';
  const fee = feePercent > 0 ? `，收取 ${feePercent}% 手续费` : '';
  if (kind === 'unused') return `${grace}未使用可退${fee}，使用后不退`;
  const used = usedAt === 'list' ? `按单次原价 ${sayYuan(singleFen)} 元` : '按购卡均价';
  return `${grace}已用次数${used}扣除，剩余退回${fee}`;
}

/** The terms of an item in sentences. */
export function termsOf(kind: PayOrderKind, card: CardWords | null, storeName: string): string[] {
  if (kind === 'product' || card === null)
    return [`付款后凭取货码到${storeName}自提`, '取货前可随时退款，款项原路退回'];
  return [
    `${card.serviceName} ${card.uses} 次，购买后 ${card.validDays} 天内有效`,
    `到${storeName}出示卡上的二维码即可使用`,
    ...(card.shareable ? ['可邀请家人共用，随时可以取消'] : []),
    refundTerms(card.refund, card.singleFen),
    ...(card.refund.kind === 'none' && card.refund.graceDays === 0
      ? []
      : ['要退卡时，请致电门店，我们为您办理']),
  ];
}

/** One line under the title of an item. */
export function itemText(
  kind: PayOrderKind,
  card: Pick<CardWords, 'uses' | 'validDays'> | null,
  stockLeft: number | null,
): string {
  if (stockLeft !== null && stockLeft < 1) return '已售罄';
  const left = stockLeft !== null && stockLeft <= 20 ? `还剩 ${stockLeft} 件` : '';
  if (kind === 'card' && card)
    return [`${card.uses} 次 · 有效 ${card.validDays} 天`, left].filter(Boolean).join(' · ');
  return left || '到店自提';
}

/** How a card stands, in one sentence. */
export function cardText(
  card: {
    state: CardState;
    usesLeft: number;
    expiresOn: BusinessDate;
    terms: Pick<CardWords, 'serviceName'>;
  },
  why: ReturnType<typeof whyNotUsable>,
  today: BusinessDate,
): string {
  if (why === 'expired') return `${sayDate(card.expiresOn, today)}已到期`;
  if (why === 'empty') return '次数已用完';
  if (why === 'state') return cardStateLabel[card.state];
  return `${card.terms.serviceName}还剩 ${card.usesLeft} 次，${sayDate(card.expiresOn, today)}到期`;
}

/** How the sum of a refund is made up, one sentence each. */
export function refundLines(sum: RefundSum, paidFen: number, used: number): string[] {
  const paid = `购卡实付 ¥${formatYuan(paidFen)}`;
  switch (sum.why) {
    case 'grace':
      return [paid, '未使用，在全额退款期内，全额退回'];
    case 'none':
      return [paid, '按购卡约定不退'];
    case 'used':
      return [paid, `已使用 ${used} 次，按购卡约定不退`];
    case 'all_used':
      return [paid, '次数已全部用完'];
    default:
      return [
        paid,
        ...(sum.usedFen > 0 ? [`已使用 ${used} 次，扣除 ¥${formatYuan(sum.usedFen)}`] : []),
        ...(sum.feeFen > 0 ? [`手续费 ¥${formatYuan(sum.feeFen)}`] : []),
        `应退 ¥${formatYuan(sum.amountFen)}`,
      ];
  }
}
