import { MESSAGE_ID, type MessagePlan } from '../../messaging/index.js';
import { describeDue, type Vehicle } from '../../vehicle/index.js';
import type { Bundle } from '../domain/care-merge.js';
import { type CareStage, careRules } from '../domain/care-rules.js';
import { nameDue, sayFullDate, sayWhy, shortBundle, shortReason } from '../domain/care-words.js';
import type { CareItem } from '../persistence/care-item.repository.js';

interface Told {
  bundle: Bundle<CareItem>;
  car: Vehicle;
  ownerId: string;
  /** Set if the reminder is about the person and not about the car. */
  aboutOwner: boolean;
  storeName: string;
  today: string;
  now: number;
}

/** The words of a stage; a reminder that the owner put off is none of the rule's and has its own. */
function wordsOf(item: CareItem): Pick<CareStage, 'title' | 'body'> {
  const stage = careRules[item.rule].stages.find(({ offset }) => offset === item.stage);
  return (
    stage ?? {
      title: '到了您说的时间，再提醒您一次',
      body: '{why}。方便的话点一下就能预约；已经办好了，也欢迎告诉我们。',
    }
  );
}

function reasons(item: CareItem, car: Vehicle, today: string): { why: string; short: string } {
  const { rule, dueOn } = item;
  if (rule === 'first_service' || rule === 'service') {
    const due = describeDue(car, today);
    return {
      why: due?.why ?? '您的爱车快到保养时间了',
      short: due ? shortReason(due, today) : '快到保养时间了',
    };
  }
  return {
    why: sayWhy(rule, { dueOn, lastPaidVisitOn: car.lastPaidVisitOn }, today),
    short: nameDue(rule, dueOn, today),
  };
}

/** One message about everything that is told together. */
export function careMessage({ bundle, car, ownerId, aboutOwner, storeName, today, now }: Told): MessagePlan {
  const { lead, named } = bundle;
  const rule = careRules[lead.rule];
  const { title, body } = wordsOf(lead);
  const { why, short } = reasons(lead, car, today);
  const others = named.map((item) => nameDue(item.rule, item.dueOn, today)).join('，');
  const also = others === '' ? '' : `另外，${others}，可以一次办好。`;
  // What is told along is part of the key: taken out again, the rest is another message.
  const with_ = named
    .map((item) => `+${item.rule.slice(0, 3)}${item.dueOn.slice(5).replace('-', '')}`)
    .join('');
  const about = aboutOwner ? ownerId : lead.vehicleId;
  // Dates as text sort by time: the later of the two.
  const suggestedOn = [lead.dueOn, today].sort()[1] ?? today;
  return {
    dedupeKey: `care:${lead.rule}:${about}:${lead.cycle}:${lead.stage}:${lead.dueOn}${with_}`,
    storeId: lead.storeId,
    ownerId,
    vehicleId: lead.vehicleId,
    kind: rule.kind,
    class: rule.class,
    subjectType: 'vehicle',
    subjectId: lead.vehicleId,
    title,
    body: body.replace('{why}', why) + also,
    words: {
      model: `${car.brand} ${car.model}`,
      date: sayFullDate(suggestedOn),
      reason: named.length === 0 ? short : shortBundle([lead.rule, ...named.map((item) => item.rule)]),
      store: storeName,
    },
    page: rule.actionLabel === null ? null : `subpackages/booking/create/index?messageId=${MESSAGE_ID}`,
    actionLabel: rule.actionLabel,
    notBefore: now,
    expiresAt: lead.expiresAt,
  };
}
