import {
  type Grade,
  type InspectionItem,
  type InspectionTemplate,
  inspectionItems,
  inspectionTemplates,
  type ServiceKind,
} from '@cheban/contracts/constants';

export interface InspectedItem {
  readonly code: string;
  readonly grade: Grade;
  /** For a measure, in its unit. */
  readonly value: number | null;
  readonly note: string;
  readonly photoIds: readonly string[];
}

export interface Inspection {
  readonly template: InspectionTemplate;
  readonly items: readonly InspectedItem[];
}

/**
 * What is wrong with an inspection, in Chinese by item code; empty if nothing. A draft may have gaps; a signed one has
 * every item, every measure its number within range, and every photo item a picture.
 */
export function inspectionFaults(
  inspection: Inspection,
  signing: boolean,
): { code: string; message: string }[] {
  const known = new Map(inspectionItems(inspection.template).map((item) => [item.code, item]));
  const seen = new Set<string>();
  const faults: { code: string; message: string }[] = [];
  for (const entry of inspection.items) {
    const item = known.get(entry.code);
    if (!item || seen.has(entry.code)) faults.push({ code: entry.code, message: '检查项目不存在或重复' });
    else if (isOutOfRange(item, entry.value))
      faults.push({
        code: item.code,
        message: `${item.label}应在 ${item.min} 到 ${item.max}${item.unit} 之间`,
      });
    seen.add(entry.code);
  }
  if (!signing) return faults;
  for (const item of known.values()) {
    const entry = inspection.items.find(({ code }) => code === item.code);
    if (!entry) faults.push({ code: item.code, message: `${item.label}还没有检查` });
    else if (item.kind === 'measure' && entry.value === null)
      faults.push({ code: item.code, message: `${item.label}还没有填写测量值` });
    else if (item.kind === 'photo' && entry.photoIds.length === 0)
      faults.push({ code: item.code, message: `${item.label}还没有照片` });
  }
  return faults;
}

function isOutOfRange(item: InspectionItem, value: number | null): boolean {
  return value !== null && (value < (item.min ?? value) || value > (item.max ?? value));
}

export interface InspectedLine extends Omit<InspectedItem, 'photoIds'> {
  readonly label: string;
  readonly unit: string | null;
  readonly photoIds: readonly string[];
  readonly book: { kind: ServiceKind; note: string } | null;
}

/** An inspection as it is shown: by section in the order of the template, with counts of each grade. */
export function describeInspection(inspection: Inspection): {
  label: string;
  counts: Record<Grade, number>;
  sections: { code: string; label: string; items: InspectedLine[] }[];
} {
  const { label, sections } = inspectionTemplates[inspection.template];
  const counts: Record<Grade, number> = { green: 0, amber: 0, red: 0 };
  for (const { grade } of inspection.items) counts[grade] += 1;
  return {
    label,
    counts,
    sections: sections.map((section) => ({
      code: section.code,
      label: section.label,
      items: section.items.flatMap((item) => {
        const entry = inspection.items.find(({ code }) => code === item.code);
        if (!entry) return [];
        const { unit = null } = item as InspectionItem;
        const book = entry.grade === 'green' ? null : bookFinding(item.label, entry.note, item.service);
        return [{ ...entry, label: item.label, unit, book }];
      }),
    })),
  };
}

/** What "book this item" fills in for a finding of the report; the note of a booking has 200 characters at most. */
export function bookFinding(
  label: string,
  note: string,
  kind: ServiceKind,
): { kind: ServiceKind; note: string } {
  return { kind, note: `检测报告建议：${label}${note === '' ? '' : `（${note}）`}`.slice(0, 200) };
}
