import { api } from '@/shared/api';
import { pay } from '@/shared/platform';
import { confirm, toast } from '@/shared/ui';

/** `open`: nothing was paid, the order still can be. */
export type Paid = 'paid' | 'open';

/**
 * Opens WeChat's cashier for an order and asks the server what became of it: the window itself proves nothing. Beside the
 * simulator a question stands in its place.
 * @throws ApiError when the server refuses the payment or cannot be reached
 */
export async function payOrder(payOrderId: string, totalText: string): Promise<Paid> {
  const params = { id: payOrderId };
  const asked = await api.payment.pay({ params, body: { app: pay.app } });
  if (asked.simulated) {
    const title = `付款 ${totalText}？`;
    const content = '这里是演示环境，没有微信收银台，确认即视为已付款。';
    if (!(await confirm({ title, content, confirmText: '确认付款' }))) return 'open';
    return stateOf((await api.payment.simulatePay({ params })).state);
  }
  // Nothing to pay any more: it has been paid, or was closed.
  if (!asked.params) return stateOf(asked.order.state);
  const answer = await pay.request(asked.params);
  if (answer === 'cancelled') return 'open';
  if (answer === 'too_old') toast('请在微信里打开后付款');
  if (answer === 'failed') toast('微信没有完成付款，请再试一次');
  return stateOf((await api.payment.refresh({ params })).state);
}

const stateOf = (state: string): Paid => (state === 'paid' ? 'paid' : 'open');
