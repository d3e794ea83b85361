import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readKeywords, readTemplates } from './templates.js';

describe('keywords of a template', () => {
  it('are read in the order of the card, with the label before the colon', () => {
    expect(readKeywords('会议时间:{{date2.DATA}}\n会议地点：{{thing1.DATA}}\n')).toEqual([
      { key: 'date2', label: '会议时间' },
      { key: 'thing1', label: '会议地点' },
    ]);
  });

  it('take their key for a label where there is none, and pass over plain lines', () => {
    expect(readKeywords('您好\n{{first.DATA}}\n')).toEqual([{ key: 'first', label: 'first' }]);
    expect(readKeywords('没有字段')).toEqual([]);
  });

  it('come back from any content made of them', () => {
    const label = fc.stringMatching(/^[\u4e00-\u9fa5]{1,6}$/);
    const keywords = fc.uniqueArray(
      fc.record({ key: fc.stringMatching(/^(thing|date|car_number)[1-9]$/), label }),
      { selector: ({ key }) => key, maxLength: 5 },
    );
    fc.assert(
      fc.property(keywords, fc.constantFrom(':', '：'), fc.constantFrom('\n', '\\n'), (list, colon, end) => {
        const content = list.map(({ key, label: text }) => `${text}${colon}{{${key}.DATA}}${end}`).join('');
        expect(readKeywords(content)).toEqual(list);
      }),
    );
  });
});

describe('a list of templates', () => {
  it('is refused when it is none, or when a template has no id', () => {
    expect(() => readTemplates('api', undefined, 'priTmplId')).toThrow('malformed');
    expect(() => readTemplates('api', [{ title: '保养' }], 'template_id')).toThrow('malformed');
  });
});
