import type { Grade } from '@cheban/contracts/constants';
import type { IconName } from '@/shared/ui';

/** Signs of the grades: colour alone says nothing to one in twelve men. */
export const gradeIcons: Record<Grade, IconName> = { green: 'check', amber: 'alert', red: 'alert' };
