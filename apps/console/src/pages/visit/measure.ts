import type { StaffVisitView } from '@cheban/contracts';
import {
  type Grade,
  gradePad,
  gradePressure,
  gradeTread,
  type Wheel,
  wheelLabel,
  wheelRanges,
  wheels,
} from '@cheban/contracts/constants';
import { toHalfWidth } from '@cheban/kernel';

/** The three numbers (三项数据) as they are typed, and the colour they will have. */

export const measureFields = ['foundKpa', 'setKpa', 'treadMm', 'padMm'] as const;
export type MeasureField = (typeof measureFields)[number];
export type WheelText = Record<MeasureField, string>;
export type ReportText = Record<Wheel, WheelText>;

export const fieldLabel: Record<MeasureField, string> = {
  foundKpa: '实测胎压',
  setKpa: '调整至',
  treadMm: '花纹深度',
  padMm: '刹车片',
};
const fieldUnit: Record<MeasureField, string> = {
  foundKpa: 'kPa',
  setKpa: 'kPa',
  treadMm: 'mm',
  padMm: 'mm',
};

const isPressure = (field: MeasureField) => field === 'foundKpa' || field === 'setKpa';

/** Gauges show bar or kPa: 2.3 means 230. No tyre is filled to less than 10 kPa. */
const BAR_BELOW = 10;
const KPA_PER_BAR = 100;

/** The unit beside a field: what is typed below ten is read as bar, and says so. */
export function unitBeside(field: MeasureField, text: string): string {
  const typed = Number(
    toHalfWidth(text)
      .trim()
      .replace(/[,。、]/, '.'),
  );
  return isPressure(field) && typed > 0 && typed < BAR_BELOW ? 'bar' : fieldUnit[field];
}

/** Reads what was typed; null when it is no number in range. Full-width digits, `，` and `。` as decimal point pass. */
export function readMeasure(field: MeasureField, text: string): number | null {
  const bare = toHalfWidth(text)
    .trim()
    .replace(/[,。、]/, '.');
  if (!/^\d{1,3}(\.\d*)?$/.test(bare)) return null;
  let value = Number(bare);
  if (isPressure(field)) {
    if (value > 0 && value < BAR_BELOW) value *= KPA_PER_BAR;
    value = Math.round(value);
  } else {
    value = Math.round(value * 10) / 10;
  }
  const [min, max] = wheelRanges[field];
  return value >= min && value <= max ? value : null;
}

/** Colour of one value while typing, null while there is nothing to say. */
export function previewGrade(field: MeasureField, wheel: WheelText): Grade | null {
  const value = readMeasure(field, wheel[field]);
  if (value === null) return null;
  if (field === 'treadMm') return gradeTread(value);
  if (field === 'padMm') return gradePad(value);
  const target = readMeasure('setKpa', wheel.setKpa);
  return field === 'setKpa' || target === null ? null : gradePressure(value, target);
}

const emptyWheel = (): WheelText => ({ foundKpa: '', setKpa: '', treadMm: '', padMm: '' });

/** Text of the form: the saved report, or an empty one with the usual set pressure of this model filled in. */
export function reportText(report: StaffVisitView['report'], usualKpa: string): ReportText {
  return Object.fromEntries(
    wheels.map((wheel) => {
      const saved = report?.wheels.find((entry) => entry.wheel === wheel);
      return [
        wheel,
        saved
          ? {
              foundKpa: String(saved.foundKpa),
              setKpa: String(saved.setKpa),
              treadMm: String(saved.treadMm),
              padMm: String(saved.padMm),
            }
          : { ...emptyWheel(), setKpa: usualKpa },
      ];
    }),
  ) as ReportText;
}

/** Something was typed that is no number a wheel can have. */
export const offScale = (field: MeasureField, text: string): boolean =>
  text.trim() !== '' && readMeasure(field, text) === null;

/** What to do about the field that keeps the report from being saved. */
export function wrongWords(
  text: ReportText,
  { wheel, field }: { wheel: Wheel; field: MeasureField },
): string {
  const name = `${wheelLabel[wheel]}轮的“${fieldLabel[field]}”`;
  const [min, max] = wheelRanges[field];
  return offScale(field, text[wheel][field])
    ? `${name}应在 ${min}–${max} ${fieldUnit[field]} 之间，请核对。`
    : `${name}还没填。`;
}

export interface ReadWheel {
  wheel: Wheel;
  foundKpa: number;
  setKpa: number;
  treadMm: number;
  padMm: number;
}

/** All sixteen values, or the first field that is missing or out of range. */
export function readReport(
  text: ReportText,
): { wheels: ReadWheel[]; wrong: null } | { wheels: null; wrong: { wheel: Wheel; field: MeasureField } } {
  const list: ReadWheel[] = [];
  for (const wheel of wheels) {
    const values: Partial<Record<MeasureField, number>> = {};
    for (const field of measureFields) {
      const value = readMeasure(field, text[wheel][field]);
      if (value === null) return { wheels: null, wrong: { wheel, field } };
      values[field] = value;
    }
    list.push({ wheel, ...(values as Record<MeasureField, number>) });
  }
  return { wheels: list, wrong: null };
}
