import type { PhotoView } from '@cheban/contracts';
import { inspectionItems } from '@cheban/contracts/constants';
import { describe, expect, it } from 'vitest';
import { emptyItem, faultsOf, type InspectionText, itemFault, readInspection } from './inspection.js';

const photo = { id: 'p1', path: '/p', thumbPath: '/t', width: 4, height: 3 } as PhotoView;
const items = inspectionItems('trip');
const one = (kind: string) => {
  const found = items.find((item) => item.kind === kind);
  if (!found) throw new Error(`the sheet has no ${kind}`);
  return found;
};
const whole = (): InspectionText => ({
  template: 'trip',
  items: Object.fromEntries(
    items.map((item) => [
      item.code,
      {
        grade: 'green' as const,
        value: item.kind === 'measure' ? String(item.min ?? 0) : '',
        note: '',
        photos: item.kind === 'photo' ? [photo] : [],
      },
    ]),
  ),
});

describe('a full inspection', () => {
  it('may be signed when every item was looked at, measured and photographed', () => {
    expect(faultsOf(whole())).toEqual([]);
    expect(readInspection(whole()).items).toHaveLength(items.length);
  });
  it('says which items stop the signature, in the order of the sheet', () => {
    expect(faultsOf({ template: 'trip', items: {} })).toEqual(items.map(({ code }) => code));
    const measure = one('measure');
    const text = whole();
    const wrong = {
      ...text,
      items: { ...text.items, [measure.code]: { ...emptyItem, grade: 'green' as const } },
    };
    expect(faultsOf(wrong)).toEqual([measure.code]);
  });
  it('takes a measure only in its range and as a number', () => {
    const measure = one('measure');
    const said = (value: string) => itemFault(measure, { ...emptyItem, grade: 'green', value });
    expect(said(String(measure.max))).toBeNull();
    expect(said(String((measure.max ?? 0) + 1))).toContain(String(measure.max));
    expect(said('12,5')).toBe('请填写测量值');
  });
  it('hands in a draft with gaps, without what nobody looked at', () => {
    const code = one('check').code;
    const draft = readInspection({
      template: 'trip',
      items: { [code]: { ...emptyItem, grade: 'amber', note: ' 偏低 ' } },
    });
    expect(draft.items).toEqual([{ code, grade: 'amber', value: null, note: '偏低', photoIds: [] }]);
  });
});
