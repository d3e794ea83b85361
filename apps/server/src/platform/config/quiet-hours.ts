import { z } from 'zod';

/** `HH:MM-HH:MM` or `off`. */
export const quietHoursEnv = z
  .string()
  .regex(/^(off|([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d)$/)
  .default('21:00-08:30');

/** Equal ends for `off`. */
export function parseQuietHours(text: string): { from: string; to: string } {
  const [from = '00:00', to = '00:00'] = text === 'off' ? [] : text.split('-');
  return { from, to };
}
