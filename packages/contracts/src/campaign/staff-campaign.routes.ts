import { z } from 'zod';
import { fen, id, idParams, instant, pageOf, pageQuery, plannedFen, shortText } from '../common.schema.js';
import { codePictureView } from '../media/media.routes.js';
import { defineRoutes } from '../route.js';
import { staffCampaignEndpoints } from './campaign.endpoints.js';
import { waveParams, winnerView } from './campaign.routes.js';
import { campaignPlan, prizePlan, wavePlan } from './campaign.schema.js';
import {
  campaignActions,
  campaignStates,
  campaignSteps,
  claimStates,
  prizeKinds,
  waveStates,
} from './campaign-constants.js';

/**
 * Where the money is, in fen. Always: packed = claimed + returned + left, and budget + returned = open + packed.
 * `claimed`: what winners got or will get; `returned`: what lapsed or nobody took; `left`: what can still be taken;
 * `open`: of the budget, not in packets.
 */
export const meterView = z.object({
  budgetFen: fen,
  packedFen: fen,
  claimedFen: fen,
  paidFen: fen,
  returnedFen: fen,
  leftFen: fen,
  openFen: fen,
  /** Of the budget, whole percent. */
  claimedPercent: z.int(),
  packets: z.int(),
  claims: z.int(),
});

const staffWave = z.object({
  number: z.int(),
  state: z.enum(waveStates),
  stateLabel: z.string(),
  startsAt: instant,
  endsAt: instant,
  packets: z.int(),
  claims: z.int(),
  packedFen: plannedFen,
  claimedFen: fen,
  /** Seconds from the start to the last packet; null while some are left. */
  soldOutAfterSec: z.number().nullable(),
  prizes: z.array(prizePlan),
});

/** Who planned what, and how far it has come. */
export const planHeadView = {
  id,
  code: z.string(),
  title: z.string(),
  subtitle: z.string(),
  storeIds: z.array(id),
  storeNames: z.array(z.string()),
  startsAt: instant,
  endsAt: instant,
  createdByName: z.string(),
  submittedByName: z.string().nullable(),
  submittedAt: instant.nullable(),
  approvedByName: z.string().nullable(),
  approvedAt: instant.nullable(),
  /** Why it was sent back or stopped; null if neither. */
  reason: z.string().nullable(),
  /** What this member of staff may do with it now. */
  actions: z.array(z.enum(campaignActions)),
  /** Why a yes is not possible for this person: 不能批准自己提交的活动. */
  blocked: z.string().nullable(),
};
const staffCore = {
  ...planHeadView,
  state: z.enum(campaignStates),
  stateLabel: z.string(),
  meter: meterView,
};
export const staffCampaignItem = z.object(staffCore);
export type StaffCampaignItem = z.infer<typeof staffCampaignItem>;

export const planProblem = z.object({ path: z.string(), text: z.string() });
/** What a plan comes to, before anybody is promised anything. */
export const planCheckView = z.object({
  problems: z.array(planProblem),
  /** The audience in words. */
  audience: z.string(),
  owners: z.int(),
  cars: z.int(),
  packets: z.int(),
  costFen: plannedFen,
  budgetFen: fen,
  /** 100 owners for a packet: said so that nobody promises too much. */
  ownersPerPacket: z.number().nullable(),
  /** By wave: packets, cost, and for cash the mean, least and most of one try of the split. */
  waves: z.array(
    z.object({
      number: z.int(),
      packets: z.int(),
      costFen: plannedFen,
      cash: z.object({ meanFen: fen, leastFen: fen, mostFen: fen, sample: z.array(fen) }).nullable(),
    }),
  ),
});

export const staffCampaignView = z.object({
  ...staffCore,
  /** Counts the edits; an approval names the one it has seen. */
  version: z.int(),
  plan: campaignPlan.extend({ waves: z.array(wavePlan) }),
  /** The audience in words. */
  audience: z.string(),
  oddsText: z.string(),
  waves: z.array(staffWave),
});
export type StaffCampaignView = z.infer<typeof staffCampaignView>;

export const screenView = z.object({
  campaignId: id,
  title: z.string(),
  number: z.int(),
  state: z.enum(waveStates),
  stateLabel: z.string(),
  serverNow: instant,
  startsAt: instant,
  endsAt: instant,
  startsInMs: z.int(),
  packets: z.int(),
  claims: z.int(),
  left: z.int(),
  packedFen: fen,
  claimedFen: fen,
  leftFen: fen,
  /** People who have opened the page of this campaign. */
  seen: z.int(),
  soldOutAfterSec: z.number().nullable(),
  /** Claims by second since the start, at most the last 120 seconds that had any. */
  curve: z.array(z.object({ second: z.int(), claims: z.int() })),
  latest: z.array(winnerView),
  /** The luckiest of a random split. */
  best: winnerView.nullable(),
});
export type ScreenView = z.infer<typeof screenView>;

export const claimRow = z.object({
  id,
  wave: z.int(),
  ownerId: id,
  ownerName: z.string(),
  phoneMasked: z.string().nullable(),
  storeName: z.string(),
  kind: z.enum(prizeKinds),
  prizeText: z.string(),
  amountFen: fen,
  state: z.enum(claimStates),
  stateLabel: z.string(),
  wonAt: instant,
});
export type ClaimRow = z.infer<typeof claimRow>;

export const campaignResultsView = z.object({
  from: instant,
  /** Visits count until here: the last wave and the attribution window. */
  until: instant,
  attributionDays: z.int(),
  /** The window is still open: the figures will grow. */
  open: z.boolean(),
  steps: z.array(z.object({ step: z.enum(campaignSteps), label: z.string(), owners: z.int() })),
  /** Cars checked in by winners within the window, and those among them that were lost or at risk before. */
  cars: z.int(),
  carsWonBack: z.int(),
  /** Paid work orders of these visits. */
  outputFen: z.int(),
  costFen: fen,
  costPerCarFen: fen.nullable(),
  /** Output for each fen of cost, two decimals; null without cost, or before a bill is paid. */
  outputPerCost: z.number().nullable(),
  byHour: z.array(z.object({ at: instant, claims: z.int() })),
});
export type CampaignResultsView = z.infer<typeof campaignResultsView>;

export const planErrors = ['STORE.NOT_FOUND', 'CAMPAIGN.PLAN'] as const;
/** A yes names the edition it has seen. */
export const seenVersion = z.strictObject({ version: z.int().min(1) });
export const decisionReason = z.strictObject({ reason: shortText.min(2, '请写明原因') });

export const staffCampaignRoutes = defineRoutes(staffCampaignEndpoints, {
  list: {
    query: z.strictObject({
      ...pageQuery,
      storeId: id.optional(),
      state: z.enum(campaignStates).optional(),
    }),
    view: pageOf(staffCampaignItem),
    errors: ['STORE.NOT_FOUND'],
  },
  detail: { params: idParams, view: staffCampaignView },
  check: { body: campaignPlan, view: planCheckView, errors: ['STORE.NOT_FOUND'] },
  create: { body: campaignPlan, view: staffCampaignView, errors: planErrors },
  update: {
    params: idParams,
    body: z.strictObject({ version: z.int().min(1), plan: campaignPlan }),
    view: staffCampaignView,
    errors: [...planErrors, 'CAMPAIGN.STATE', 'CAMPAIGN.CHANGED'],
  },
  submit: { params: idParams, view: staffCampaignView, errors: ['CAMPAIGN.STATE', 'CAMPAIGN.PLAN'] },
  withdraw: { params: idParams, view: staffCampaignView, errors: ['CAMPAIGN.STATE'] },
  approvals: { view: z.object({ items: z.array(staffCampaignItem) }) },
  approve: {
    params: idParams,
    body: seenVersion,
    view: staffCampaignView,
    errors: ['CAMPAIGN.STATE', 'CAMPAIGN.OWN', 'CAMPAIGN.CHANGED', 'CAMPAIGN.PLAN'],
  },
  reject: { params: idParams, body: decisionReason, view: staffCampaignView, errors: ['CAMPAIGN.STATE'] },
  kill: { params: idParams, body: decisionReason, view: staffCampaignView, errors: ['CAMPAIGN.STATE'] },
  screen: { params: waveParams, view: screenView },
  claims: {
    params: idParams,
    query: z.strictObject({
      ...pageQuery,
      wave: z.coerce.number().int().min(1).max(99).optional(),
      state: z.enum(claimStates).optional(),
    }),
    view: pageOf(claimRow),
  },
  claimsFile: { params: idParams },
  codePicture: { params: idParams, view: codePictureView, errors: ['CAMPAIGN.STATE'] },
  results: { params: idParams, view: campaignResultsView },
});
