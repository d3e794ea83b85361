import type { Visit } from '../../workshop/index.js';

/** What every message about a visit has in common: to whom and about what. */
export const aboutVisit = ({ id, storeId, vehicleId }: Visit, ownerId: string) => ({
  storeId,
  ownerId,
  vehicleId,
  class: 'service' as const,
  subjectType: 'visit',
  subjectId: id,
});

/** The page that shows how it goes, and the report. */
export const visitPage = ({ id }: Visit) => `subpackages/visit/detail/index?id=${id}`;
