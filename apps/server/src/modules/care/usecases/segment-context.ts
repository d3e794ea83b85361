import { groupBorders } from '../../vehicle/index.js';
import type { SegmentContext } from '../domain/segment-bounds.js';

/** The world that an audience is asked in: customer groups follow the service cycle of the store. */
export function segmentContext(cycleMonths: number, today: string): SegmentContext {
  return { today, ...groupBorders(cycleMonths, today) };
}
