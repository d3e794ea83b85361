import { type CareEvent, type CareStageBody, sampleOf } from '@cheban/contracts';
import { addDays } from '@cheban/kernel';
import { type MessagePlan, sayShort, sayStage } from '../../messaging/index.js';
import type { Owner } from '../../owner/index.js';
import type { Store } from '../../store/index.js';
import type { Vehicle } from '../../vehicle/index.js';
import type { CareRuleBody } from '../domain/care-rule.js';
import { sayOwner } from '../domain/care-text.js';
import { sayDay, sayFullDate } from '../domain/care-words.js';

/** What a test takes of a message; keys, times and pages are its own. */
export type TestWords = Pick<
  MessagePlan,
  'storeId' | 'ownerId' | 'kind' | 'title' | 'body' | 'words' | 'channels'
>;

const AT = '10:00';

/**
 * A rule's words for something that has not happened: the sample that the editor shows beside the form, with the store,
 * the person and the car as they are. Every word that a template of the kind may ask for is there. Pure.
 */
export function eventTest(test: {
  body: CareRuleBody;
  stage: CareStageBody;
  event: CareEvent;
  car: Vehicle;
  owner: Owner;
  store: Store;
  today: string;
}): TestWords {
  const { body, stage, event, car, owner, store, today } = test;
  const sample = sampleOf(event);
  const on = addDays(today, Math.max(-stage.offset, 0));
  const facts = {
    ...sample,
    owner: sayOwner(owner.name, owner.sex),
    model: car.model,
    store: store.name,
    phone: store.phone,
    advisor: car.advisorName,
    date: sample.hour ? `${sayDay(on, today)} 上午 ${AT}` : sayDay(on, today),
  };
  const short = sayShort(stage, facts, sample.short);
  return {
    ...sayStage(stage, facts),
    storeId: store.id,
    ownerId: owner.id,
    kind: body.kind,
    words: {
      model: `${car.brand} ${car.model}`,
      date: sayFullDate(on),
      reason: short,
      note: short,
      store: store.name,
      service: sample.topic,
      time: `${sayFullDate(on)} ${AT}`,
      step: sample.phrase,
      weather: sample.weather,
    },
    channels: body.channels,
  };
}
