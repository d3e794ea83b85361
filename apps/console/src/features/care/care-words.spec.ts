import type { Segment } from '@cheban/contracts';
import { problemsOfSegment } from '@cheban/contracts/constants';
import { describe, expect, it } from 'vitest';
import {
  changeNode,
  complete,
  formOfSegment,
  newCondition,
  newGroup,
  segmentOfForm,
  unfinished,
} from './segment.js';
import { typedRight } from './typed-number.js';
import { fillVariables, insertAt, readVariables, showVariables } from './variables.js';
import { groupOfRule, sayOffset, sayValid } from './words.js';

const due = { type: 'due', due: 'insurance' } as const;

describe('times of a rule in words', () => {
  it('says a signed number as people do', () => {
    expect(sayOffset(due, -14)).toBe('提前 14 天');
    expect(sayOffset(due, 0)).toBe('当天');
    expect(sayOffset(due, 7)).toBe('之后 7 天');
    expect(sayOffset({ type: 'since_sold' }, 3)).toBe('交车后第 3 天');
    expect(sayOffset({ type: 'due', due: 'silence' }, 90)).toBe('90 天没来');
  });
  it('says parts of a day in hours', () => {
    expect(sayValid(0.25)).toBe('6 小时内');
    expect(sayValid(11)).toBe('11 天内');
  });
  it('puts each kind of rule into its group', () => {
    const group = (trigger: Parameters<typeof groupOfRule>[0]['trigger'], custom = false) =>
      groupOfRule({ trigger, custom });
    expect(group(due)).toBe('due');
    expect(group({ type: 'due', due: 'birthday' })).toBe('wish');
    expect(group({ type: 'holiday', holiday: 'mid_autumn' })).toBe('wish');
    expect(group({ type: 'since_sold' })).toBe('new_car');
    expect(group({ type: 'event', event: 'weather_over' })).toBe('weather');
    expect(group({ type: 'event', event: 'booking' })).toBe('visit');
    expect(group({ type: 'since_sold' }, true)).toBe('custom');
  });
});

describe('audience form', () => {
  const model = { field: 'car.model', op: 'in', value: ['凯美瑞', '汉兰达'] } as const;
  const km = { field: 'car.km', op: 'between', value: [30_000, null] } as const;
  const bound = { field: 'owner.bound', op: 'is', value: false } as const;
  const kept: (Segment | null)[] = [
    null,
    model as unknown as Segment,
    { all: [model, km, { any: [bound, km] }] } as unknown as Segment,
    { any: [model, { not: km }] } as unknown as Segment,
    { all: [bound, { not: { any: [model, km] } }] } as unknown as Segment,
    { not: { all: [bound, km] } } as unknown as Segment,
    { field: 'car.brand', op: 'not_in', value: ['宝马'] },
  ];
  it('shows every audience and gives the same one back', () => {
    for (const segment of kept) expect(segmentOfForm(formOfSegment(segment))).toEqual(segment);
  });
  it('leaves out what is not filled in, and counts it', () => {
    const form = newGroup('all', [
      newCondition('car.model'),
      { ...newCondition('car.km'), range: [null, 5] },
    ]);
    expect(segmentOfForm(form)).toEqual({ field: 'car.km', op: 'between', value: [null, 5] });
    expect(unfinished(form)).toHaveLength(1);
    expect(segmentOfForm(newGroup('any', [newCondition('car.brand')]))).toBeNull();
  });
  it('does not take a range that ends before it begins', () => {
    expect(complete({ ...newCondition('car.km'), range: [9, 3] })).toBe(false);
    expect(complete({ ...newCondition('car.km'), range: [3, 3] })).toBe(true);
  });
  it('excludes with a group whose conditions the server accepts', () => {
    const form = newGroup('all', [
      newCondition('owner.bound'),
      newGroup('none', [newCondition('car.sold_here'), { ...newCondition('car.use'), list: ['taxi'] }]),
    ]);
    const segment = segmentOfForm(form);
    expect(segment).toMatchObject({ all: [{}, { not: { any: [{}, {}] } }] });
    expect(problemsOfSegment(segment)).toEqual([]);
  });
  it('changes and removes a condition at any depth', () => {
    const inner = newCondition('car.km');
    const form = newGroup('all', [newGroup('any', [inner])]);
    const changed = changeNode(form, inner.id, () => ({ ...inner, range: [1, 2] }));
    expect(segmentOfForm(changed)).toEqual({ field: 'car.km', op: 'between', value: [1, 2] });
    expect(segmentOfForm(changeNode(changed, inner.id, () => null))).toBeNull();
  });
});

describe('variables', () => {
  it('are Chinese on the screen and the same again on the way back', () => {
    const text = '{owner}您好，{why}。{unknown} {} {days}天';
    expect(showVariables(text)).toBe('{车主称呼}您好，{原因说明}。{unknown} {} {剩余天数}天');
    expect(readVariables(showVariables(text))).toBe(text);
    expect(readVariables('{ 门店 }')).toBe('{store}');
  });
  it('fill a text; an empty one takes its stop along', () => {
    const facts = {
      why: '',
      owner: '车主',
      model: 'M',
      date: 'D',
      days: '3',
      store: 'S',
      phone: 'P',
      advisor: 'A',
      service: '',
      step: '',
      amount: '',
      topic: 'T',
      place: '',
      note: 'N',
    };
    expect(fillVariables('{why}。{owner}，还有{days}天{nope}', facts)).toBe('车主，还有3天{nope}');
  });
  it('go in at the caret, over a selection, or at the end', () => {
    expect(insertAt('您好再见', '{门店}', [2, 2])).toEqual({ text: '您好{门店}再见', caret: 6 });
    expect(insertAt('您好再见', '{门店}', [0, 2])).toEqual({ text: '{门店}再见', caret: 4 });
    expect(insertAt('您好', '{门店}', null)).toEqual({ text: '您好{门店}', caret: 6 });
  });
});

describe('typed number', () => {
  it('accepts the number however it is grouped, and nothing else', () => {
    expect(typedRight('1,234', 1_234)).toBe(true);
    expect(typedRight(' 1234 ', 1_234)).toBe(true);
    for (const wrong of ['', '123', '12345', '1234人', '1.234']) expect(typedRight(wrong, 1_234)).toBe(false);
  });
});
