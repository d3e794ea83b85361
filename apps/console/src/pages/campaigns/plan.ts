import type { CampaignPlan, PrizePlan, WavePlan } from '@cheban/contracts';
import { CERTAIN_PPM } from '@cheban/contracts/constants';
import { yuan } from '../../shared/format/words.js';

/** A plan while it is being filled in: any part may still be missing. Odds are kept in percent, as people type them. */
export type PrizeDraft = Partial<PrizePlan>;
export type WaveDraft = Partial<Omit<WavePlan, 'prizes'>> & { prizes?: (PrizeDraft | undefined)[] };
export type PlanDraft = Partial<Omit<CampaignPlan, 'waves' | 'oddsPpm'>> & {
  oddsPercent?: number;
  waves?: (WaveDraft | undefined)[];
};

const PPM_PER_PERCENT = CERTAIN_PPM / 100;

/** What all packets of this prize cost, fen. */
export const prizeCost = (prize: PrizeDraft | undefined): number =>
  prize?.kind === 'cash' ? (prize.totalFen ?? 0) : (prize?.unitCostFen ?? 0) * (prize?.count ?? 0);
export const waveCost = (wave: WaveDraft | undefined): number =>
  (wave?.prizes ?? []).reduce((sum, prize) => sum + prizeCost(prize), 0);
export const wavePackets = (wave: WaveDraft | undefined): number =>
  (wave?.prizes ?? []).reduce((sum, prize) => sum + (prize?.count ?? 0), 0);

/** `现金红包 200 份、电影票 50 份`, over all waves. */
export function prizesText(waves: readonly (WaveDraft | undefined)[]): string {
  const counts = new Map<string, number>();
  for (const prize of waves.flatMap((wave) => wave?.prizes ?? []))
    if (prize?.name) counts.set(prize.name, (counts.get(prize.name) ?? 0) + (prize.count ?? 0));
  return [...counts].map(([name, packets]) => `${name} ${packets} 份`).join('、');
}

/** `每个 ¥2.00` or `拼手气，平均 ¥2.00`: what one packet of cash holds. */
export function eachText(prize: PrizeDraft | undefined): string {
  if (prize?.kind !== 'cash' || !prize.count || !prize.totalFen) return '';
  const mean = yuan(Math.round(prize.totalFen / prize.count));
  return prize.split === 'random' ? `拼手气，平均 ${mean}` : `每个 ${mean}`;
}

/** As platform rules want it said. */
export function oddsWords(percent: number | undefined): string {
  const value = percent ?? 100;
  return value >= 100 ? '每次点击都能抢到，抢完为止。' : `每次点击约有 ${value}% 的机会抢到，抢完为止。`;
}

/** The form as the API takes it. Fields of other kinds of prizes are emptied, so that nothing hidden is sent along. */
export function planOf(draft: PlanDraft, segment: CampaignPlan['segment']): CampaignPlan {
  return {
    storeIds: draft.storeIds ?? [],
    title: draft.title?.trim() ?? '',
    subtitle: draft.subtitle?.trim() ?? '',
    rulesText: draft.rulesText?.trim() ?? '',
    segment,
    budgetFen: draft.budgetFen ?? 0,
    waves: (draft.waves ?? []).map((wave) => ({
      startsAt: wave?.startsAt ?? '',
      minutes: wave?.minutes ?? 0,
      prizes: (wave?.prizes ?? []).map((prize) => prizeOf(prize ?? {})),
    })),
    perPerson: draft.perPerson ?? null,
    perPhone: draft.perPhone ?? null,
    perCar: draft.perCar ?? null,
    oddsPpm: Math.max(1, Math.round((draft.oddsPercent ?? 100) * PPM_PER_PERCENT)),
    release: draft.release ?? 'at_once',
    arriveWithinDays: draft.arriveWithinDays ?? 30,
    attributionDays: draft.attributionDays ?? 30,
  };
}

function prizeOf(prize: PrizeDraft): PrizePlan {
  const kind = prize.kind ?? 'cash';
  const cash = kind === 'cash';
  const split = (cash && prize.split) || 'fixed';
  return {
    kind,
    name: prize.name?.trim() ?? '',
    count: prize.count ?? 0,
    split,
    totalFen: cash ? (prize.totalFen ?? 0) : 0,
    minFen: split === 'random' ? (prize.minFen ?? 0) : 0,
    couponTypeId: kind === 'coupon' ? (prize.couponTypeId ?? null) : null,
    codePoolId: kind === 'code' ? (prize.codePoolId ?? null) : null,
    unitCostFen: cash ? 0 : (prize.unitCostFen ?? 0),
  };
}

/** A stored plan as the form shows it. */
export function draftOf({ oddsPpm, segment: _segment, ...plan }: CampaignPlan): PlanDraft {
  return { ...plan, oddsPercent: oddsPpm / PPM_PER_PERCENT };
}

/** The steps of the editor and the parts of a plan that each asks for. */
export const planSteps = [
  { title: '写内容', fields: ['title', 'subtitle', 'rulesText', 'storeIds'] },
  { title: '定奖品', fields: ['budgetFen', 'waves'] },
  {
    title: '选人群',
    fields: [
      'segment',
      'perPerson',
      'perPhone',
      'perCar',
      'oddsPercent',
      'oddsPpm',
      'release',
      'arriveWithinDays',
      'attributionDays',
    ],
  },
  { title: '核对提交', fields: [] },
] as const;
