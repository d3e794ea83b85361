import { templateWords } from '@cheban/contracts';
import { VALUE_KINDS } from '@cheban/wechat';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultTemplates } from '../domain/default-templates.js';
import { driftOf, fieldView, mappingProblems } from './template-mapping.js';

const keywords = [
  { key: 'thing1', label: '车型' },
  { key: 'date3', label: '建议日期' },
];

describe('mapping of a template', () => {
  it('fits when every field has a word of its type', () => {
    expect(mappingProblems(keywords, { thing1: 'model', date3: 'date' })).toEqual([]);
  });

  it('names the field that nothing fills, the key that is not there, and the word of the wrong type', () => {
    expect(mappingProblems(keywords, { thing1: 'model' })).toEqual([
      { key: 'date3', message: '请为“建议日期”选择内容' },
    ]);
    expect(mappingProblems(keywords, { thing1: 'model', date3: 'reason', thing9: 'note' })).toEqual([
      { key: 'date3', message: '“建议日期”不能用原因说明来填' },
      { key: 'thing9', message: '模板里没有字段 thing9' },
    ]);
  });

  it('says the limit of a field by the rule that values are cut by', () => {
    expect(fieldView({ key: 'thing1', label: '车型' })).toMatchObject({ max: 20, rule: '20 个字以内' });
    expect(fieldView({ key: 'name2', label: '姓名' })).toMatchObject({ rule: '10 个汉字或 20 个字母以内' });
    expect(fieldView({ key: 'new_kind3', label: '?' })).toMatchObject({ type: null, max: null });
    for (const kind of VALUE_KINDS) {
      const { max, rule } = fieldView({ key: `${kind}1`, label: '' });
      expect(rule.includes('…')).toBe(false);
      if (max !== null) expect(rule).toContain(`${max} `);
    }
  });

  it('takes every default template of WeChat', () => {
    for (const { channel, fields } of defaultTemplates('SMS_X')) {
      if (channel === 'sms') continue;
      const own = Object.keys(fields).map((key) => ({ key, label: key }));
      expect(mappingProblems(own, fields)).toEqual([]);
      expect(driftOf(own, fields)).toBeNull();
    }
  });
});

describe('drift', () => {
  const field = fc.constantFrom('thing1', 'thing2', 'date3', 'time4', 'phrase5');
  const mapping = fc.dictionary(field, fc.constantFrom(...templateWords), { maxKeys: 5 });

  it('is nothing exactly when template and mapping have the same keys', () => {
    fc.assert(
      fc.property(fc.uniqueArray(field), mapping, (keys, fields) => {
        const same = [...keys].sort().join() === Object.keys(fields).sort().join();
        const found = driftOf(
          keys.map((key) => ({ key, label: key })),
          fields,
        );
        expect(found).toBe(same ? null : 'fields_changed');
      }),
    );
  });

  it('tells a vanished template apart', () => {
    expect(driftOf(undefined, { thing1: 'model' })).toBe('missing_in_account');
  });
});
