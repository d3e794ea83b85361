import { z } from 'zod';
import { businessDate, id, idParams, instant, km, longText, shortText } from '../common.schema.js';
import { photoIds, photoView } from '../media/media.routes.js';
import { defineRoutes } from '../route.js';
import { eighths } from './check-in.schema.js';
import { loanerEndpoints } from './visit.endpoints.js';
import { loanStates } from './visit-constants.js';

/** A car that the store lends (代步车). */
export const loanerCarInput = z.strictObject({
  plate: shortText.min(1, '请填写车牌'),
  model: shortText.min(1, '请填写车型'),
  active: z.boolean(),
});

/** What is written down when a loaner leaves or comes back. */
const gaugesInput = z.strictObject({
  km,
  fuelEighths: eighths,
  photoIds: photoIds(12),
  note: longText.default(''),
});
const gaugesView = z.object({
  at: instant,
  by: z.string().nullable(),
  km,
  fuelEighths: z.int(),
  note: z.string(),
  photos: z.array(photoView),
});

export const loanView = z.object({
  id,
  carId: id,
  plate: z.string(),
  model: z.string(),
  storeId: id,
  ownerId: id,
  ownerName: z.string(),
  phoneMasked: z.string().nullable(),
  visitId: id.nullable(),
  /** First and last business date. */
  from: businessDate,
  to: businessDate,
  state: z.enum(loanStates),
  note: z.string(),
  /** Out, and past its last day. */
  overdue: z.boolean(),
  out: gaugesView.nullable(),
  back: gaugesView.nullable(),
});
export type LoanView = z.infer<typeof loanView>;

export const loanerCarView = z.object({
  id,
  code: z.string(),
  plate: z.string(),
  model: z.string(),
  active: z.boolean(),
  /** Loans that touch the asked days, in order. */
  loans: z.array(loanView),
});
export type LoanerCarView = z.infer<typeof loanerCarView>;

/** A loaner as whoever drives it sees it: which car, where, until when. */
export const ownerLoanView = z.object({
  id,
  plate: z.string(),
  model: z.string(),
  storeId: id,
  storeName: z.string(),
  storeAddress: z.string(),
  storePhone: z.string(),
  visitId: id.nullable(),
  from: businessDate,
  to: businessDate,
  state: z.enum(loanStates),
  overdue: z.boolean(),
  /** When it left the store; null before. */
  outAt: instant.nullable(),
  /** Fuel when it left, so that the owner knows what to bring back. */
  outFuelEighths: z.int().nullable(),
});
export type OwnerLoanView = z.infer<typeof ownerLoanView>;

const days = { from: businessDate, to: businessDate };

export const loanerRoutes = defineRoutes(loanerEndpoints, {
  mine: { view: z.object({ items: z.array(ownerLoanView) }) },
  calendar: {
    query: z.strictObject({ storeId: id, ...days }),
    view: z.object({ items: z.array(loanerCarView) }),
    errors: ['STORE.NOT_FOUND', 'STORE.PERIOD_INVALID'],
  },
  saveCar: {
    params: z.strictObject({
      id,
      code: z.string().regex(/^[A-Z0-9-]{1,20}$/, '编码只能用大写字母、数字和 -'),
    }),
    body: loanerCarInput,
    view: z.object({ id }),
    errors: ['STORE.NOT_FOUND'],
  },
  book: {
    body: z.strictObject({
      carId: id,
      /** Whoever drives: the owner of a car on file. */
      ownerId: id,
      visitId: id.optional(),
      ...days,
      note: shortText.default(''),
    }),
    view: loanView,
    errors: ['LOANER.TAKEN', 'STORE.PERIOD_INVALID'],
  },
  detail: { params: idParams, view: loanView },
  cancel: { params: idParams, view: loanView, errors: ['LOANER.STATE'] },
  handOut: {
    params: idParams,
    body: gaugesInput,
    view: loanView,
    errors: ['LOANER.STATE', 'PHOTO.NOT_YOURS'],
  },
  takeBack: {
    params: idParams,
    body: gaugesInput,
    view: loanView,
    errors: ['LOANER.STATE', 'LOANER.KM', 'PHOTO.NOT_YOURS'],
  },
});
