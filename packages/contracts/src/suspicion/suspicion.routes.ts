import { z } from 'zod';
import { id, idParams, instant, pageOf, pageQuery, personText, shortText } from '../common.schema.js';
import { defineRoutes } from '../route.js';
import { suspicionEndpoints } from './suspicion.endpoints.js';
import { suspectKinds, suspectMarks, suspectStates } from './suspicion-constants.js';

export const suspectReason = z.object({
  mark: z.enum(suspectMarks),
  label: z.string(),
  /** Other people with the same mark; 0 if the mark counts by itself. */
  others: z.int(),
  /** 近 30 天有 4 人用同一台手机领奖 */
  text: z.string(),
});
const suspectCore = {
  id,
  kind: z.enum(suspectKinds),
  kindLabel: z.string(),
  storeId: id,
  storeName: z.string(),
  ownerId: id,
  ownerName: z.string(),
  phoneMasked: z.string().nullable(),
  /** The campaign, game or programme. */
  title: z.string(),
  /** What waits: ¥3.50, 电影票. */
  rewardText: z.string(),
  reasons: z.array(suspectReason),
  state: z.enum(suspectStates),
  stateLabel: z.string(),
  heldAt: instant,
  /** Who put a person on the list; null: by the limits. */
  heldByName: z.string().nullable(),
  decidedByName: z.string().nullable(),
  decidedAt: instant.nullable(),
  note: z.string().nullable(),
};
export const suspectItem = z.object(suspectCore);
export type SuspectItem = z.infer<typeof suspectItem>;
export const suspectView = z.object({
  ...suspectCore,
  /** Rewards of other people with one of the same marks, the latest first, at most 20. */
  neighbours: z.array(
    z.object({
      kind: z.enum(suspectKinds),
      kindLabel: z.string(),
      ownerId: id,
      ownerName: z.string(),
      phoneMasked: z.string().nullable(),
      marks: z.array(z.string()),
      at: instant,
    }),
  ),
});
export type SuspectView = z.infer<typeof suspectView>;

const reason = shortText.min(2, '请写明原因');
export const suspicionRoutes = defineRoutes(suspicionEndpoints, {
  list: {
    query: z.strictObject({
      ...pageQuery,
      storeId: id.optional(),
      state: z.enum(suspectStates).optional(),
      kind: z.enum(suspectKinds).optional(),
      ownerId: id.optional(),
      q: personText.optional(),
    }),
    view: pageOf(suspectItem).extend({ held: z.int() }),
    errors: ['STORE.NOT_FOUND'],
  },
  detail: { params: idParams, view: suspectView },
  hold: {
    body: z.strictObject({ storeId: id, ownerId: id, reason }),
    view: suspectView,
    errors: ['STORE.NOT_FOUND', 'SUSPICION.DECIDED'],
  },
  release: {
    params: idParams,
    body: z.strictObject({ note: shortText.default('') }),
    view: suspectView,
    errors: ['SUSPICION.DECIDED'],
  },
  refuse: {
    params: idParams,
    body: z.strictObject({ reason }),
    view: suspectView,
    errors: ['SUSPICION.DECIDED'],
  },
});
