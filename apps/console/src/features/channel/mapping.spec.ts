import type { TemplateRow } from '@cheban/contracts';
import { templateWords } from '@cheban/contracts/constants';
import { describe, expect, it } from 'vitest';
import { exampleOf, fits, kindsOf, measure, suggest, wordsFor } from './mapping.js';

const thing = { key: 'thing1', type: 'thing', max: 20 };
const plate = { key: 'car_number2', type: 'car_number', max: 8 };
const date = { key: 'date3', type: 'date', max: null };

describe('template fields', () => {
  it('counts characters, not bytes, and shows where WeChat cuts', () => {
    expect(measure(thing, '二十个字以内'.repeat(3))).toMatchObject({ length: 18, max: 20, cut: null });
    const long = measure(thing, '一'.repeat(21));
    expect(long).toMatchObject({ length: 21, max: 20 });
    expect([...(long.cut ?? '')]).toHaveLength(20);
    expect(measure(thing, '🚗'.repeat(20)).cut).toBeNull();
  });
  it('says nothing about a length that the format bounds', () => {
    expect(measure(date, '2026年11月28日').max).toBeNull();
    expect(measure({ max: null }, '一'.repeat(40)).cut).toBeNull();
  });
  it('offers every word once, those that fit first', () => {
    for (const field of [thing, plate, date, { key: 'x', type: null }]) {
      const words = wordsFor(field, templateWords);
      expect([...words].sort()).toEqual([...templateWords].sort());
      expect(fits(field, words[0] ?? 'note')).toBe(true);
    }
    expect(fits(plate, 'reason')).toBe(false);
    expect(fits(date, 'store')).toBe(false);
  });
  it('suggests a word for every field, and none twice while another fits', () => {
    const fields = [thing, { key: 'thing4', type: 'thing' }, plate, date];
    const mapping = suggest(fields, templateWords);
    expect(Object.keys(mapping)).toEqual(['thing1', 'thing4', 'car_number2', 'date3']);
    expect(new Set(Object.values(mapping)).size).toBe(4);
    expect(mapping).toMatchObject({ car_number2: 'plate', date3: 'date' });
  });
  it('has examples that fit the fields they are for', () => {
    expect(measure(plate, exampleOf('plate', '店')).cut).toBeNull();
    expect(measure(thing, exampleOf('reason', '店')).cut).toBeNull();
    expect(measure({ max: 5 }, exampleOf('step', '店')).cut).toBeNull();
  });
});

describe('templates by kind', () => {
  const row = (kind: string, channel: string, state: string) =>
    ({
      kind,
      kindLabel: kind,
      channel,
      state,
      active: state === 'ok',
      problem: state === 'ok' ? '' : `${channel} ${state}`,
      rules: [],
    }) as unknown as TemplateRow;
  const rows = [
    row('birthday', 'subscribe', 'not_set'),
    row('birthday', 'sms', 'not_set'),
    row('service_due', 'subscribe', 'fields_changed'),
    row('service_due', 'sms', 'ok'),
  ];
  const kinds = (filter?: 'problem' | 'active' | 'not_set') => kindsOf(rows, filter).map(({ kind }) => kind);

  it('groups by kind and narrows', () => {
    expect(kinds()).toEqual(['birthday', 'service_due']);
    expect(kinds('problem')).toEqual(['service_due']);
    expect(kinds('active')).toEqual(['service_due']);
    expect(kinds('not_set')).toEqual(['birthday']);
  });
});
