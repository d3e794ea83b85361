import { addDays, atShanghai, DAY_MS, diffDays } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundle, type Mergeable } from './care-merge.js';
import { nameDue, shortBundle } from './care-words.js';
import { builtInSet } from './rules/built-in-rules.js';
import { dueRules } from './rules/due-rules.js';

const TODAY = '2026-11-18';
const NOW = atShanghai(TODAY, '09:30');
let ids = 0;
const item = (rule: string, dueIn: number, tellIn: number): Mergeable => {
  ids += 1;
  return { id: String(ids), rule, dueOn: addDays(TODAY, dueIn), notBefore: NOW + tellIn * DAY_MS };
};

describe('bundle', () => {
  it('makes one message of all that is due, led by the service', () => {
    const insurance = item('insurance', 7, 0);
    const service = item('service', 14, 0);
    const [one, ...more] = bundle([insurance, service], [], NOW, builtInSet);
    expect(more).toEqual([]);
    expect(one).toEqual({ lead: service, told: [insurance], named: [insurance] });
  });

  it('names what falls due within thirty days, and tells along what would come within a week', () => {
    const service = item('service', 14, 0);
    const soon = item('insurance', 20, 5);
    const far = item('inspection', 44, 37);
    const apart = item('warranty', 45, 3);
    const [one] = bundle([service], [apart, far, soon], NOW, builtInSet);
    expect(one).toEqual({ lead: service, told: [soon], named: [soon, far] });
  });

  it('leaves wishes and win-back alone', () => {
    const [a, b, ...more] = bundle(
      [item('birthday', 0, 0), item('win_back', -90, 0)],
      [item('insurance', 3, 1)],
      NOW,
      builtInSet,
    );
    expect(more).toEqual([]);
    expect([a?.lead.rule, b?.lead.rule]).toEqual(['birthday', 'win_back']);
    expect([a?.named, b?.named]).toEqual([[], []]);
  });

  it('tells each due reminder exactly once, and nothing that is not due or near', () => {
    const any = (tell: fc.Arbitrary<number>) =>
      fc.array(
        fc
          .tuple(
            fc.constantFrom(...dueRules.map(({ code }) => code)),
            fc.integer({ min: -60, max: 90 }),
            tell,
          )
          .map(([rule, dueIn, tellIn]) => item(rule, dueIn, tellIn)),
        { maxLength: 8 },
      );
    fc.assert(
      fc.property(any(fc.constant(0)), any(fc.integer({ min: 1, max: 60 })), (due, later) => {
        const bundles = bundle(due, later, NOW, builtInSet);
        const said = bundles.flatMap(({ lead, told }) => [lead, ...told]).map(({ id }) => id);
        expect(new Set(said).size).toBe(said.length);
        for (const { id } of due) expect(said).toContain(id);
        expect(
          bundles.filter(({ lead }) => builtInSet.get(lead.rule)?.facts.merges).length,
        ).toBeLessThanOrEqual(1);
        for (const { lead, told, named } of bundles) {
          expect(new Set([lead, ...named].map(({ rule }) => rule)).size).toBe(named.length + 1);
          for (const one of [...told, ...named].filter((each) => later.includes(each)))
            expect(Math.abs(diffDays(lead.dueOn, one.dueOn))).toBeLessThanOrEqual(30);
        }
      }),
    );
  });
});

describe('words of a bundle', () => {
  it('fit the twenty characters of a template field', () => {
    const merging = dueRules.filter(({ facts }) => facts.merges).map(({ facts }) => facts.label);
    for (const rule of builtInSet.values())
      expect(nameDue(rule, '2027-12-28', TODAY).length).toBeLessThanOrEqual(20);
    expect(shortBundle(merging.slice(1)).length).toBeLessThanOrEqual(20);
    expect(shortBundle(['保养', '车险'])).toBe('保养、车险将到期');
  });
});
