import type { PacketView } from '@cheban/contracts';
import { api } from '@/shared/api';
import { useAction } from '@/shared/data/use-action';
import { usePolling } from '@/shared/data/use-polling';
import { go } from '@/shared/nav/go';
import { pay } from '@/shared/platform';
import { confirm, toast } from '@/shared/ui';

/** While a prize is being handed out the page follows, in ms. */
const pollMs = 3_000;

/** Words on the button of the next step; null if there is none. */
export function stepWords(packet: PacketView): string | null {
  if (packet.state === 'confirming' && packet.payoutId) return '确认收款';
  if (packet.state === 'waiting') return '预约到店领取';
  if (packet.state !== 'given') return null;
  if (packet.couponId) return '去使用';
  return packet.kind === 'code' ? '查看兑换码' : null;
}

/**
 * The next step of a packet: take the cash in WeChat, book the visit that releases it, open what lies in the wallet.
 * @param reload asks how the packet stands
 */
export function usePacket(packet: PacketView | null, reload: () => Promise<void>) {
  usePolling(reload, pollMs, packet?.state === 'won' || packet?.state === 'confirming');

  const { run, pending } = useAction(async () => {
    if (!packet) return;
    if (packet.state === 'waiting') go('booking.create');
    else if (packet.couponId) go('coupon.coupon', { id: packet.couponId });
    else if (packet.kind === 'code') go('coupon.wallet', { show: 'codes' });
    else if (packet.payoutId) {
      await takeCash(packet.payoutId, packet.amountText);
      await reload();
    }
  });
  return { step: () => void run(), busy: pending };
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
