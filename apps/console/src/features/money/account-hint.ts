import type { MoneyAccount } from '@cheban/contracts/constants';

/** What stands in an account, for somebody who keeps no books. */
export const accountHint: Record<MoneyAccount, string> = {
  purse: '车主付到微信商户号的钱，减去已经退给车主的',
  income: '卖保养卡和商品的收入，已减去受理的退款',
  refund: '已经受理、微信还没有退到车主账上的钱',
  granted: '拨给各个红包活动的钱，一共多少',
  budget: '活动里还没有发出去的钱',
  reserved: '车主已抢到、还没有到账的红包',
  paid_out: '已经到了车主微信零钱的红包',
  returned: '抢到了没有领、或没有发成，已退回的红包',
};
