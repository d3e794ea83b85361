import { importReasonLabel } from '@cheban/contracts';

/** Why a row was refused or not taken whole, in Chinese. */
export const sayReasons = (reasons: readonly string[]): string =>
  reasons.map((reason) => importReasonLabel[reason] ?? reason).join('；');
