import type { ValueTransformer } from 'typeorm';

/**
 * JSON as text: MariaDB stores `json` as longtext and MySQL 8 as binary JSON; plain text behaves alike on both and
 * entities and migrations agree.
 */
export const jsonText: ValueTransformer = {
  to: (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value)),
  from: (stored: string | null) => (stored === null ? null : JSON.parse(stored)),
};
