import type { ImportKind } from '@cheban/contracts';
import { historyFields } from './history-fields.js';
import type { ImportField } from './import-field.js';
import { vehicleFields } from './vehicle-fields.js';

/** What can be filled from an export of this kind, in the order in which people are asked. */
export function fieldsOf(kind: ImportKind): readonly ImportField[] {
  return kind === 'vehicles' ? vehicleFields : historyFields;
}
