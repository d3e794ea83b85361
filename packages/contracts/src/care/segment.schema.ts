/** An audience as data: conditions over car, owner, visits and message behaviour, joined by and / or / not. */
import { z } from 'zod';
import { segmentFieldNames } from './segment-fields.js';

export const segmentOps = ['in', 'not_in', 'between', 'is'] as const;

/** `in`, `not_in`: a list of texts; `between`: two integers, either may be null; `is`: yes or no. */
export const segmentCondition = z.strictObject({
  field: z.enum(segmentFieldNames),
  op: z.enum(segmentOps),
  value: z.union([
    z.boolean(),
    z.tuple([z.int().nullable(), z.int().nullable()]),
    z.array(z.string().trim().min(1).max(60)).min(1).max(50),
  ]),
});
export type SegmentCondition = z.infer<typeof segmentCondition>;

export type Segment = SegmentCondition | { all: Segment[] } | { any: Segment[] } | { not: Segment };

/** At most three levels deep, checked together with each condition's type by `problemsOfSegment`. */
export const segment: z.ZodType<Segment> = z.lazy(() =>
  z.union([
    segmentCondition,
    z.strictObject({ all: z.array(segment).min(1).max(20) }),
    z.strictObject({ any: z.array(segment).min(1).max(20) }),
    z.strictObject({ not: segment }),
  ]),
);
