import type { PhotoView, ReportView } from '@cheban/contracts';
import {
  type Grade,
  type InspectionItem,
  type InspectionTemplate,
  inspectionItems,
} from '@cheban/contracts/constants';

/** The full inspection as it is typed; numbers are text until they are read. */
export interface InspectionText {
  template: InspectionTemplate;
  items: Readonly<Record<string, ItemText>>;
}
export interface ItemText {
  grade: Grade | null;
  value: string;
  note: string;
  photos: readonly PhotoView[];
}

export const emptyItem: ItemText = { grade: null, value: '', note: '', photos: [] };

/** What was saved before, as text to go on with; null if only the three numbers were taken. */
export function inspectionText(report: ReportView | null): InspectionText | null {
  const saved = report?.inspection;
  if (!saved) return null;
  return {
    template: saved.template,
    items: Object.fromEntries(
      saved.sections.flatMap((section) =>
        section.items.map((item) => [
          item.code,
          {
            grade: item.grade,
            value: item.value === null ? '' : String(item.value),
            note: item.note,
            photos: item.photos,
          },
        ]),
      ),
    ),
  };
}

const readValue = (text: string): number | null =>
  /^-?\d{1,3}(\.\d{1,2})?$/.test(text.trim()) ? Number(text) : null;

/** What is wrong with one item before it may be signed, in words; null if nothing is. */
export function itemFault(item: InspectionItem, text: ItemText | undefined): string | null {
  if (!text?.grade) return '还没有检查';
  if (item.kind === 'measure') {
    const value = readValue(text.value);
    if (value === null) return '请填写测量值';
    if (value < (item.min ?? value) || value > (item.max ?? value))
      return `应在 ${item.min} 到 ${item.max}${item.unit} 之间`;
  }
  return item.kind === 'photo' && text.photos.length === 0 ? '需要一张照片' : null;
}

/** Codes of the items that stop a signature, in the order of the sheet. */
export function faultsOf(text: InspectionText): string[] {
  return inspectionItems(text.template)
    .filter((item) => itemFault(item, text.items[item.code]) !== null)
    .map(({ code }) => code);
}

/** The inspection for the API: items that were looked at. A draft may have gaps. */
export function readInspection(text: InspectionText) {
  return {
    template: text.template,
    items: inspectionItems(text.template).flatMap((item) => {
      const entry = text.items[item.code];
      if (!entry?.grade) return [];
      return [
        {
          code: item.code,
          grade: entry.grade,
          value: item.kind === 'measure' ? readValue(entry.value) : null,
          note: entry.note.trim(),
          photoIds: entry.photos.map(({ id }) => id),
        },
      ];
    }),
  };
}
