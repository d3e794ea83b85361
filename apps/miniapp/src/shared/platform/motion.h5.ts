import type { MotionPlatform } from './types';

export const motion: MotionPlatform = {
  reduced: () => window.matchMedia('(prefers-reduced-motion: reduce)').matches,
};
