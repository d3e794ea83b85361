import type { MotionPlatform } from './types';

export const motion: MotionPlatform = {
  // WeChat does not tell; its styles know by themselves.
  reduced: () => false,
};
