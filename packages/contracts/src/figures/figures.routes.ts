import { z } from 'zod';
import { businessDate, fen, id, month, pageOf, pageQuery } from '../common.schema.js';
import { customerGroups } from '../customer/customer-constants.js';
import { defineRoutes } from '../route.js';
import { figuresEndpoints } from './figures.endpoints.js';
import {
  loyaltyMeasures,
  monthMeasures,
  outputParts,
  sideGrades,
  storeSides,
  storeTypes,
} from './figures-constants.js';
import { customerTraits } from './makeup-constants.js';

/** Sums of a month, so that months and stores can be added; shares are made of them where they are shown. */
export const monthFigures = z.object({
  /** Settled visits, of this app and of the imported history; 产值 is what was paid for them. */
  visits: z.int(),
  outputFen: z.int().min(0),
  /** Of both: body and paint, accidents included. */
  bodyVisits: z.int(),
  bodyFen: z.int().min(0),
  /** Of cars that arrived in the month: with a promise and the work done, and those of them that kept the first promise. */
  promised: z.int(),
  onTime: z.int(),
  /** Of the same arrivals, cars of known owners that were handed over, who may rate; and what they gave. */
  handedOver: z.int(),
  rated: z.int(),
  /** Sum of stars, 1 to 5 each. */
  stars: z.int(),
  /** Answers to "would you recommend us", those of 9 and 10, and those of 6 and less. */
  npsAnswers: z.int(),
  promoters: z.int(),
  detractors: z.int(),
  unhappy: z.int(),
  /** Cases opened in the month; those whose time to answer is over or which are closed; those of them closed in time. */
  cases: z.int(),
  casesJudged: z.int(),
  casesInTime: z.int(),
  /** Bookings for a time of the month that is over, without the cancelled; and who did not come. */
  bookings: z.int(),
  noShow: z.int(),
});
export type MonthFigures = z.infer<typeof monthFigures>;

const storeScope = { storeId: id.optional() };

export const figureRow = z.object({
  /** Visit, booking or case; of an imported visit its row in the history. */
  id,
  on: businessDate,
  storeName: z.string(),
  ownerId: id.nullable(),
  ownerName: z.string(),
  vehicleId: id.nullable(),
  plate: z.string().nullable(),
  model: z.string(),
  /** Kind of work, name of the service, or title of the case. */
  what: z.string(),
  advisor: z.string().nullable(),
  paidFen: fen.nullable(),
  visitId: id.nullable(),
  caseId: id.nullable(),
  /** Minutes after the first promise; negative: before it. */
  lateMinutes: z.int().nullable(),
  stars: z.int().nullable(),
  nps: z.int().nullable(),
});
export type FigureRow = z.infer<typeof figureRow>;

export const loyaltyShare = z.object({
  measure: z.enum(loyaltyMeasures),
  /** Cars of the cohort, and those of them that did what the measure asks. */
  cars: z.int(),
  hits: z.int(),
  /** First and last day by which its cars belong to it; null without any. */
  from: businessDate.nullable(),
  to: businessDate.nullable(),
});
export type LoyaltyShare = z.infer<typeof loyaltyShare>;

export const loyaltyCar = z.object({
  vehicleId: id,
  ownerId: id.nullable(),
  ownerName: z.string(),
  plate: z.string().nullable(),
  model: z.string(),
  storeName: z.string(),
  /** The day by which the car belongs to the cohort: delivered, served, or told. */
  since: businessDate,
  hit: z.boolean(),
  lastVisitOn: businessDate.nullable(),
  nextDueOn: businessDate.nullable(),
});
export type LoyaltyCar = z.infer<typeof loyaltyCar>;

/** Degrees. */
const degrees = z.number();

export const makeupDistrict = z.object({
  /** 山西省太原市小店区, or as far down as the address says; empty: no address says where. */
  district: z.string(),
  cars: z.int(),
  /** Of these, sold by the store; and seen in its workshop, paid, within the last twelve months. */
  soldHere: z.int(),
  servicedHere: z.int(),
  longitude: degrees.nullable(),
  latitude: degrees.nullable(),
  /** Kilometres as the crow flies from the nearest of the stores asked for. */
  km: z.int().nullable(),
});
export type MakeupDistrict = z.infer<typeof makeupDistrict>;

export const traitParts = z.object({
  trait: z.enum(customerTraits),
  /** Bands in their order, words by their number of cars; empty: not written down. */
  parts: z.array(z.object({ part: z.string(), cars: z.int() })),
  /** Words beyond the twenty with the most cars, together. */
  others: z.object({ parts: z.int(), cars: z.int() }),
});
export type TraitParts = z.infer<typeof traitParts>;

export const makeupCar = z.object({
  vehicleId: id,
  ownerId: id,
  ownerName: z.string(),
  plate: z.string().nullable(),
  model: z.string(),
  storeName: z.string(),
  district: z.string(),
  soldOn: businessDate.nullable(),
  /** Paid in the workshop in the last twelve months. */
  paidFen: fen,
  lastVisitOn: businessDate.nullable(),
});
export type MakeupCar = z.infer<typeof makeupCar>;

const ofMonth = { ...storeScope, month, measure: z.enum(monthMeasures) };
/** One part of the month's output: only with measures of output. */
const ofPart = { by: z.enum(outputParts).optional(), part: z.string().max(60).optional() };
const partWhole = { path: ['part'], message: '按部分查看时，要同时给出维度和名称' };
const isWhole = (query: { by?: string | undefined; part?: string | undefined }) =>
  (query.by === undefined) === (query.part === undefined);
const ofLoyalty = { ...storeScope, measure: z.enum(loyaltyMeasures), hit: z.enum(['yes', 'no']).optional() };
const ofTrait = { ...storeScope, trait: z.enum(customerTraits), part: z.string().max(120) };
const inStores = ['STORE.NOT_FOUND'] as const;

export const figuresRoutes = defineRoutes(figuresEndpoints, {
  months: {
    query: z.strictObject({
      ...storeScope,
      /** The month that the stores are compared in; this one without it. */
      month: month.optional(),
    }),
    view: z.object({
      month,
      /** True while the month runs: its figures still grow. */
      running: z.boolean(),
      /** The thirteen months up to it, the first on top: the last one has its year before beside it. */
      months: z.array(monthFigures.extend({ month: z.string() })),
      stores: z.array(
        monthFigures.extend({
          storeId: id,
          storeName: z.string(),
          type: z.enum(storeTypes),
          /** How each side stands over three whole months, and in words what it was measured by. */
          sides: z.array(
            z.object({ side: z.enum(storeSides), grade: z.enum(sideGrades), words: z.string() }),
          ),
        }),
      ),
    }),
    errors: inStores,
  },
  parts: {
    query: z.strictObject({ ...storeScope, month, by: z.enum(outputParts) }),
    view: z.object({
      items: z.array(
        z.object({
          /** As it is written in the work orders; empty: nobody is named. */
          part: z.string(),
          visits: z.int(),
          outputFen: z.int().min(0),
        }),
      ),
      /** Parts beyond the longest fifty, together. */
      others: z.int(),
    }),
    errors: inStores,
  },
  rows: {
    query: z.strictObject({ ...pageQuery, ...ofMonth, ...ofPart }).refine(isWhole, partWhole),
    view: pageOf(figureRow),
    errors: inStores,
  },
  rowsFile: {
    query: z.strictObject({ ...ofMonth, ...ofPart }).refine(isWhole, partWhole),
    errors: inStores,
  },
  loyalty: {
    query: z.strictObject(storeScope),
    view: z.object({
      /** Customers of each group (mission A), a car with two people counted twice as in their list; 再保: insured here. */
      groups: z.array(z.object({ group: z.enum(customerGroups), cars: z.int() })),
      insuredHere: z.int(),
      shares: z.array(loyaltyShare),
    }),
    errors: inStores,
  },
  cars: {
    query: z.strictObject({ ...pageQuery, ...ofLoyalty }),
    view: pageOf(loyaltyCar),
    errors: inStores,
  },
  carsFile: { query: z.strictObject(ofLoyalty), errors: inStores },
  makeup: {
    query: z.strictObject(storeScope),
    view: z.object({
      /** Cars that somebody has today; each counts once, with its first owner. */
      cars: z.int(),
      /** Every district, the most cars on top. */
      districts: z.array(makeupDistrict),
      /** Where the stores are that have been put on the map. */
      stores: z.array(z.object({ name: z.string(), longitude: degrees, latitude: degrees })),
      traits: z.array(traitParts),
    }),
    errors: inStores,
  },
  makeupCars: {
    query: z.strictObject({ ...pageQuery, ...ofTrait }),
    view: pageOf(makeupCar),
    errors: inStores,
  },
  makeupCarsFile: { query: z.strictObject(ofTrait), errors: inStores },
});
