import {
  type CardState,
  cardStateLabel,
  type ShopItemState,
  type ShopOrderState,
  shopItemStateLabel,
  shopOrderStateLabel,
} from '@cheban/contracts/constants';
import type { IconName } from '../../shared/ui/icon.js';
import { Tag, type Tone } from '../../shared/ui/tag.js';

type Look = { tone: Tone; icon: IconName };

const itemLook: Record<ShopItemState, Look> = {
  draft: { tone: 'grey', icon: 'file' },
  on_sale: { tone: 'green', icon: 'check' },
  off: { tone: 'amber', icon: 'close' },
};
export const ItemTag = ({ state }: { state: ShopItemState }) => (
  <Tag {...itemLook[state]}>{shopItemStateLabel[state]}</Tag>
);

const orderLook: Record<ShopOrderState, Look> = {
  open: { tone: 'amber', icon: 'clock' },
  paid: { tone: 'blue', icon: 'flag' },
  done: { tone: 'green', icon: 'check' },
  refunding: { tone: 'amber', icon: 'clock' },
  refunded: { tone: 'grey', icon: 'close' },
  closed: { tone: 'grey', icon: 'close' },
};
export const ShopOrderTag = ({ state }: { state: ShopOrderState }) => (
  <Tag {...orderLook[state]}>{shopOrderStateLabel[state]}</Tag>
);

const cardLook: Record<CardState, Look> = {
  active: { tone: 'green', icon: 'check' },
  used_up: { tone: 'grey', icon: 'check' },
  refunding: { tone: 'amber', icon: 'clock' },
  refunded: { tone: 'grey', icon: 'close' },
};
export const CardTag = ({ state }: { state: CardState }) => (
  <Tag {...cardLook[state]}>{cardStateLabel[state]}</Tag>
);
