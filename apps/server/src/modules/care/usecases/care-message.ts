import { TO_CAMPAIGN } from '@cheban/contracts/constants';
import { MESSAGE_ID, type MessagePlan } from '../../messaging/index.js';
import type { Owner } from '../../owner/index.js';
import type { Store } from '../../store/index.js';
import { describeDue, type Vehicle } from '../../vehicle/index.js';
import { type CareCampaign, sayInvitation } from '../domain/care-campaign.js';
import type { Bundle } from '../domain/care-merge.js';
import {
  type CareStageBody,
  type EffectiveRule,
  fingerprint,
  isPersonal,
  type RuleSet,
} from '../domain/care-rule.js';
import { cut, fillText, variablesOf } from '../domain/care-text.js';
import { nameDue, sayFullDate, sayWhy, shortBundle, shortReason } from '../domain/care-words.js';
import type { CareItem } from '../persistence/care-item.repository.js';

export interface Told {
  bundle: Bundle<CareItem>;
  /** Of the car's store; every reminder of the bundle has its rule in it. */
  rules: RuleSet;
  car: Vehicle;
  ownerId: string;
  /** Null if the owner's file cannot be read any more. */
  owner: Owner | null;
  store: Pick<Store, 'name' | 'phone'>;
  /** That the leading rule names and the car is invited to; null for none. */
  campaign: CareCampaign | null;
  today: string;
  now: number;
}

/** A day that the owner chose is none of the rule's stages and has its own words. */
const PUT_OFF: Pick<CareStageBody, 'title' | 'body' | 'short'> = {
  title: '到了您说的时间，再提醒您一次',
  body: '{why}。方便的话点一下就能预约；已经办好了，也欢迎告诉我们。',
  short: null,
};

/** Kinds whose button leads to booking; the others open the owner's home. */
const TIPS = ['new_car', 'notice', 'holiday_wish', 'birthday'];
const TITLE_MAX = 60;
const BODY_MAX = 500;

export function wordsOf(
  item: Pick<CareItem, 'stage'>,
  rule: EffectiveRule,
): Pick<CareStageBody, 'title' | 'body' | 'short'> {
  return rule.body.stages.find(({ offset }) => offset === item.stage) ?? PUT_OFF;
}

/** Whether a booking says by its service alone what is to be done: a renewal or an inspection has none of its own. */
const isWorkByItself = ({ body: { trigger } }: EffectiveRule) =>
  trigger.type === 'due' && ['first_service', 'service', 'declined', 'silence'].includes(trigger.due);

/** Why it comes, long for the inbox and short for a template field. */
function reasons(
  item: CareItem,
  rule: EffectiveRule,
  car: Vehicle,
  today: string,
): { why: string; short: string } {
  const { dueOn } = item;
  if (rule.code === 'first_service' || rule.code === 'service') {
    const due = describeDue(car, today);
    return {
      why: due?.why ?? '您的爱车快到保养时间了',
      short: due ? shortReason(due, today) : '快到保养时间了',
    };
  }
  return {
    why: sayWhy(rule, { ...car, dueOn }, today),
    short: nameDue(rule, dueOn, today),
  };
}

/** Marks messages that invite to a campaign: they count there, and are looked at again when they go out. */
export const OF_CAMPAIGN = 'campaign';

function pageOf({ body }: EffectiveRule): string | null {
  if (body.actionLabel === null) return null;
  return TIPS.includes(body.kind)
    ? 'pages/home/index'
    : `subpackages/booking/create/index?messageId=${MESSAGE_ID}`;
}

/** The campaign with the message it was opened from; one that asks for an answer has a way to it there. */
const campaignPage = ({ page }: CareCampaign, { body }: EffectiveRule) =>
  `${page}&messageId=${MESSAGE_ID}${TIPS.includes(body.kind) ? '' : '&reply=1'}`;

/** One message about everything that is told together; null if its rule is not there any more. */
export function careMessage(told: Told): MessagePlan | null {
  const { car, ownerId, owner, rules, store, today, now } = told;
  const { lead, named } = told.bundle;
  const rule = rules.get(lead.rule);
  if (!rule) return null;
  const { title, body, short } = wordsOf(lead, rule);
  const { why, short: fact } = reasons(lead, rule, car, today);
  const variables = variablesOf({
    why,
    ownerName: owner?.name ?? null,
    ownerSex: owner?.sex ?? null,
    model: car.model,
    dueOn: lead.dueOn,
    store: store.name,
    phone: store.phone,
    advisor: car.advisorName,
    today,
  });
  const along = named.flatMap((item) => {
    const other = rules.get(item.rule);
    return other ? [{ item, rule: other }] : [];
  });
  const names = along.map(({ item, rule: other }) => nameDue(other, item.dueOn, today));
  const others = names.join('，');
  const matters = isWorkByItself(rule) ? names : [nameDue(rule, lead.dueOn, today), ...names];
  const invitation = told.campaign === null ? '' : sayInvitation(told.campaign, now);
  const campaign = invitation === '' ? null : told.campaign;
  const also = `${others === '' ? '' : `另外，${others}，可以一次办好。`}${invitation}`;
  // Dates as text sort by time: the later of the two.
  const suggestedOn = [lead.dueOn, today].sort()[1] ?? today;
  return {
    dedupeKey: keyOf(told, rule),
    storeId: lead.storeId,
    ownerId,
    vehicleId: lead.vehicleId,
    kind: rule.body.kind,
    class: rule.body.class,
    subjectType: campaign ? OF_CAMPAIGN : 'vehicle',
    subjectId: campaign?.id ?? lead.vehicleId,
    title: cut(fillText(title, variables), TITLE_MAX),
    body: `${cut(fillText(body, variables), BODY_MAX - also.length)}${also}`,
    words: {
      model: `${car.brand} ${car.model}`,
      date: sayFullDate(suggestedOn),
      reason:
        along.length > 0
          ? shortBundle([rule.facts.label, ...along.map(({ rule: other }) => other.facts.label)])
          : short === null
            ? fact
            : fillText(short, variables),
      store: store.name,
      // Not shown: what a booking made from here is to settle beside the service that is booked.
      ...(matters.length === 0 ? {} : { along: matters.join('，') }),
    },
    page: campaign ? campaignPage(campaign, rule) : pageOf(rule),
    actionLabel: campaign ? TO_CAMPAIGN : rule.body.actionLabel,
    channels: rule.body.channels,
    notBefore: now,
    expiresAt: lead.expiresAt,
  };
}

/**
 * The same thing is never said twice: rule, subject, cycle, stage and date name it. A notice of one day is said to a
 * person once, whatever the number of their cars. What is told along is part of the name, and so is how often it
 * was taken back: the rest, or the new words, are another message.
 */
function keyOf({ bundle: { lead, named }, ownerId }: Told, rule: EffectiveRule): string {
  const { trigger } = rule.body;
  const about = isPersonal(trigger) || trigger.type === 'on_date' ? ownerId : lead.vehicleId;
  const along =
    named.length === 0
      ? ''
      : `+${hash(named.map(({ rule: code, cycle, dueOn }) => `${code} ${cycle} ${dueOn}`)).toString(36)}`;
  const again = lead.round === 0 ? '' : `~${lead.round}`;
  return `care:${lead.rule}:${about}:${lead.cycle}:${lead.stage}:${lead.dueOn}${along}${again}`;
}

const hash = (parts: readonly string[]) => fingerprint(parts.join('\n'));
