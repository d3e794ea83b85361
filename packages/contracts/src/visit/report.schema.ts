import { z } from 'zod';
import { id, instant, longText, shortText } from '../common.schema.js';
import { grades, wheels } from '../constants.js';
import { photoIds, photoView } from '../media/media.routes.js';
import { bookItem } from './quote.schema.js';
import { inspectionTemplateCodes } from './visit-constants.js';
import { wheelRanges } from './wheel-grades.js';

const whole = ([min, max]: readonly [number, number]) => z.int().min(min).max(max);
const tenths = ([min, max]: readonly [number, number]) => z.number().min(min).max(max).multipleOf(0.1);

/** The three numbers (三项数据) of one wheel as the technician enters them. */
export const wheelInput = z.strictObject({
  wheel: z.enum(wheels),
  /** Tyre pressure found, kPa. */
  foundKpa: whole(wheelRanges.foundKpa),
  /** Tyre pressure set to, kPa. */
  setKpa: whole(wheelRanges.setKpa),
  /** Tread depth, millimetres with one decimal; the legal limit is 1.6 mm. */
  treadMm: tenths(wheelRanges.treadMm),
  /** Brake pad thickness, millimetres with one decimal. */
  padMm: tenths(wheelRanges.padMm),
});
export const reportBody = z.strictObject({
  wheels: z
    .array(wheelInput)
    .length(4)
    .refine((list) => new Set(list.map((entry) => entry.wheel)).size === 4, '四个车轮各填一次'),
  remark: longText.default(''),
  /** The full inspection beside the three numbers; left out: what was saved before stays. */
  inspection: z
    .strictObject({
      template: z.enum(inspectionTemplateCodes),
      items: z
        .array(
          z.strictObject({
            /** Code of an item of the template. */
            code: z.string().max(40),
            grade: z.enum(grades),
            /** For a measure, in its unit. */
            value: z.number().min(-1_000).max(1_000).nullable().default(null),
            note: shortText.default(''),
            photoIds: photoIds(4),
          }),
        )
        .max(60),
    })
    .nullable()
    .optional(),
  /** The technician's drawn signature, uploaded as a photo; name and time count without it too. */
  signaturePhotoId: id.optional(),
  /** true signs and locks the report. */
  sign: z.boolean(),
});

export const wheelView = z.object({
  wheel: z.enum(wheels),
  foundKpa: z.int(),
  setKpa: z.int(),
  treadMm: z.number(),
  /** Millimetres left to the 1.6 mm limit; never negative. */
  treadLeftMm: z.number(),
  padMm: z.number(),
  pressure: z.enum(grades),
  tread: z.enum(grades),
  pad: z.enum(grades),
});
export const reportView = z.object({
  wheels: z.array(wheelView),
  /** The worst of all grades. */
  grade: z.enum(grades),
  /** Plain advice in Chinese, one line each. */
  advice: z.array(
    z.object({
      grade: z.enum(grades),
      text: z.string(),
      /** For "book this item"; null for what is good. */
      book: bookItem.nullable(),
    }),
  ),
  remark: z.string(),
  /** The full inspection; null if only the three numbers were taken. */
  inspection: z
    .object({
      template: z.enum(inspectionTemplateCodes),
      label: z.string(),
      /** How many of each grade. */
      counts: z.object({ green: z.int(), amber: z.int(), red: z.int() }),
      sections: z.array(
        z.object({
          code: z.string(),
          label: z.string(),
          items: z.array(
            z.object({
              code: z.string(),
              label: z.string(),
              grade: z.enum(grades),
              value: z.number().nullable(),
              unit: z.string().nullable(),
              note: z.string(),
              photos: z.array(photoView),
              book: bookItem.nullable(),
            }),
          ),
        }),
      ),
    })
    .nullable(),
  signedBy: z.string().nullable(),
  signedAt: instant.nullable(),
  signature: photoView.nullable(),
});
export type ReportView = z.infer<typeof reportView>;
