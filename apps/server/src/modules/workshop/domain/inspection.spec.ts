import { inspectionItems, inspectionTemplateCodes } from '@cheban/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeInspection, inspectionFaults } from './inspection.js';

const whole = (template: 'full' | 'trip') => ({
  template,
  items: inspectionItems(template).map(({ code, kind, min, max }) => ({
    code,
    grade: 'green' as const,
    value: kind === 'measure' ? ((min ?? 0) + (max ?? 0)) / 2 : null,
    note: '',
    photoIds: kind === 'photo' ? ['p'] : [],
  })),
});

describe('full inspection', () => {
  it('has codes that are there once', () => {
    for (const template of inspectionTemplateCodes) {
      const codes = inspectionItems(template).map(({ code }) => code);
      expect(new Set(codes).size).toBe(codes.length);
      expect(inspectionFaults(whole(template), true)).toEqual([]);
    }
  });

  it('misses every item that was left out, when it is signed and only then', () => {
    const all = whole('full');
    fc.assert(
      fc.property(fc.subarray(all.items), (items) => {
        const said = { ...all, items };
        return (
          inspectionFaults(said, false).length === 0 &&
          inspectionFaults(said, true).length === all.items.length - items.length
        );
      }),
    );
  });

  it('shows what was found by section, and books only what is not good', () => {
    const said = whole('trip');
    const [first, ...rest] = said.items;
    if (!first) throw new Error('The template is empty');
    const view = describeInspection({ ...said, items: [{ ...first, grade: 'red' }, ...rest] });
    expect(view.counts).toEqual({ green: rest.length, amber: 0, red: 1 });
    const items = view.sections.flatMap((section) => section.items);
    expect(items.filter(({ book }) => book !== null).map(({ code }) => code)).toEqual([first.code]);
  });
});
