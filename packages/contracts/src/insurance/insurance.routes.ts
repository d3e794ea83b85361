import { z } from 'zod';
import { businessDate, id, idParams } from '../common.schema.js';
import { defineRoutes } from '../route.js';
import { insuranceEndpoints } from './insurance.endpoints.js';

const hotline = z.object({ name: z.string(), phone: z.string() });
export const carInsuranceView = z.object({
  vehicleId: id,
  plate: z.string().nullable(),
  model: z.string(),
  /** As the file names it. */
  insurer: z.string().nullable(),
  expiresOn: businessDate.nullable(),
  /** Negative: it has ended. */
  daysLeft: z.int().nullable(),
  storeName: z.string(),
  storePhone: z.string(),
  /** The number of the car's own insurer; null if nobody knows it. */
  hotline: hotline.nullable(),
});
export type CarInsuranceView = z.infer<typeof carInsuranceView>;

export const insuranceRoutes = defineRoutes(insuranceEndpoints, {
  car: { params: idParams, view: carInsuranceView },
  contact: {
    params: idParams,
    /** One sentence for the owner. */
    view: z.object({ text: z.string() }),
  },
});
