import type { PayoutView, WonPrizeView } from '@cheban/contracts';
import { api } from '@/shared/api';
import { useAction } from '@/shared/data/use-action';
import { usePolling } from '@/shared/data/use-polling';
import { useResource } from '@/shared/data/use-resource';
import { go } from '@/shared/nav/go';
import { pay } from '@/shared/platform';
import { confirm, toast } from '@/shared/ui/toast';

/** While a prize is being handed out the page follows, in ms. */
const pollMs = 3_000;

/** Words on the button of the next step; null if there is none now. */
function wordsOf(prize: WonPrizeView, payout: PayoutView | undefined): string | null {
  if (prize.state === 'confirming') return payout?.canTake ? '确认收款' : null;
  if (prize.state === 'waiting') return '预约到店领取';
  if (prize.state !== 'given') return null;
  if (prize.couponId) return '去使用';
  return prize.kind === 'code' ? '查看兑换码' : null;
}

/** The next step of a prize, as its card shows it. */
export interface PrizeStep {
  readonly words: string | null;
  /** How the money stands, while it is on its way. */
  readonly note: string | null;
  readonly busy: boolean;
  readonly run: () => void;
}

/**
 * The next step of what was won: take the cash in WeChat, book the visit that releases it, open what lies in the wallet.
 * @param reload asks how the prize stands
 */
export function usePrize(prize: WonPrizeView | null, reload: () => Promise<void>): PrizeStep {
  const payoutId = prize?.state === 'confirming' ? prize.payoutId : null;
  const { resource, reload: follow } = useResource(payoutId && `payout:${payoutId}`, () =>
    api.payment.payout({ params: { id: payoutId ?? '' } }),
  );
  // An answer about another prize, or about an earlier state of this one, counts for nothing.
  const payout = payoutId !== null && resource.data?.id === payoutId ? resource.data : undefined;
  const both = async () => {
    await Promise.all([reload(), payoutId && follow()]);
  };
  usePolling(both, pollMs, prize?.state === 'won' || prize?.state === 'confirming');

  const { run, pending } = useAction(async () => {
    if (!prize) return;
    if (prize.state === 'waiting') go('booking.create');
    else if (prize.couponId) go('coupon.coupon', { id: prize.couponId });
    else if (prize.kind === 'code') go('coupon.wallet', { show: 'codes' });
    else if (payoutId) {
      await takeCash(payoutId, prize.amountText).finally(both);
    }
  });
  return {
    words: prize && wordsOf(prize, payout),
    note: payout && !payout.canTake ? payout.text : null,
    busy: pending,
    run: () => void run(),
  };
}

/** WeChat's window proves nothing: the server asks WeChat Pay what became of it. */
async function takeCash(id: string, amountText: string): Promise<void> {
  const params = { id };
  const asked = await api.payment.takePayout({ params });
  if (asked.simulated) {
    const title = `收下 ${amountText}？`;
    const content = '这里是演示环境，没有微信收款页，确认即视为收款。';
    if (await confirm({ title, content, confirmText: '确认收款' }))
      await api.payment.simulateTake({ params });
    return;
  }
  if (!asked.params) return;
  const answer = await pay.take(asked.params);
  if (answer === 'too_old') toast('请升级微信后再收款');
  else if (answer === 'failed') toast('微信没有打开，请再试一次');
  else if (answer === 'done') await api.payment.refreshPayout({ params });
}
