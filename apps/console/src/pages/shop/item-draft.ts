import type { CardRefundRule, PhotoView, ShopItemBody, StaffShopItem } from '@cheban/contracts';

/** A card or product while it is being written; the parts of a card lie flat for the form. */
export interface ItemDraft {
  kind?: 'card' | 'product';
  title?: string;
  summary?: string;
  description?: string;
  priceFen?: number;
  worthFen?: number | null;
  limitPerOwner?: number | null;
  photos?: PhotoView[];
  /** Only when it is new. */
  stock?: number | null;
  serviceId?: string | null;
  serviceName?: string;
  uses?: number;
  singleFen?: number;
  validDays?: number;
  shareable?: boolean;
  refund?: CardRefundRule;
}

export const newItem: ItemDraft = {
  kind: 'card',
  photos: [],
  uses: 5,
  validDays: 365,
  shareable: true,
  refund: { kind: 'rest', usedAt: 'list', feePercent: 0, graceDays: 7 },
};

export const itemDraftOf = ({ card, ...item }: StaffShopItem): ItemDraft => ({
  ...item,
  ...(card ?? { serviceName: '' }),
  serviceName: card?.serviceName ?? '',
  uses: card?.uses ?? 5,
  kind: item.kind,
});

/** The form as the API takes it. */
export function itemBodyOf(draft: ItemDraft): ShopItemBody {
  const kind = draft.kind ?? 'card';
  return {
    kind,
    title: draft.title?.trim() ?? '',
    summary: draft.summary?.trim() ?? '',
    description: draft.description?.trim() ?? '',
    priceFen: draft.priceFen ?? 0,
    worthFen: draft.worthFen ?? null,
    limitPerOwner: draft.limitPerOwner ?? null,
    photoIds: (draft.photos ?? []).map(({ id }) => id),
    card:
      kind === 'card'
        ? {
            serviceId: draft.serviceId ?? null,
            serviceName: draft.serviceName?.trim() ?? '',
            uses: draft.uses ?? 0,
            singleFen: draft.singleFen ?? 0,
            validDays: draft.validDays ?? 0,
            shareable: draft.shareable ?? true,
            refund: draft.refund ?? { kind: 'rest', usedAt: 'list', feePercent: 0, graceDays: 7 },
          }
        : null,
  };
}

/** Fen that one use of the card costs, for the comparison with a single visit; null while numbers are missing. */
export const perUse = ({ priceFen, uses }: ItemDraft): number | null =>
  priceFen && uses ? Math.round(priceFen / uses) : null;
