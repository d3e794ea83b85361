import { cardStateLabel, shopItemStateLabel, shopOrderStateLabel } from '@cheban/contracts/constants';
import { stateTag } from '../../shared/ui/tag.js';

export const ItemTag = stateTag(shopItemStateLabel, {
  draft: { tone: 'grey', icon: 'file' },
  on_sale: { tone: 'green', icon: 'check' },
  off: { tone: 'amber', icon: 'close' },
});

export const ShopOrderTag = stateTag(shopOrderStateLabel, {
  open: { tone: 'amber', icon: 'clock' },
  paid: { tone: 'blue', icon: 'flag' },
  done: { tone: 'green', icon: 'check' },
  refunding: { tone: 'amber', icon: 'clock' },
  refunded: { tone: 'grey', icon: 'close' },
  closed: { tone: 'grey', icon: 'close' },
});

export const CardTag = stateTag(cardStateLabel, {
  active: { tone: 'green', icon: 'check' },
  used_up: { tone: 'grey', icon: 'check' },
  refunding: { tone: 'amber', icon: 'clock' },
  refunded: { tone: 'grey', icon: 'close' },
});
