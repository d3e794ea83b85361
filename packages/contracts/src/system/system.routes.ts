import { z } from 'zod';
import { defineRoutes } from '../route.js';
import { systemEndpoints } from './system.endpoints.js';

const check = z.object({ ok: z.boolean(), detail: z.string() });

export const brandView = z.object({
  /** Name of the dealership group as owners see it. */
  name: z.string(),
  /** One CSS colour that replaces the brand colour. */
  colour: z.string(),
  privacy: z.object({ version: z.string(), title: z.string(), text: z.string() }),
  /** H5 log-in: where to send the browser; null if web log-in is not configured. */
  webLoginUrl: z.string().nullable(),
  /** Only in demo mode. */
  demo: z
    .object({
      staff: z.array(
        z.object({ login: z.string(), password: z.string(), role: z.string(), store: z.string() }),
      ),
    })
    .nullable(),
});
export type BrandView = z.infer<typeof brandView>;

export const systemRoutes = defineRoutes(systemEndpoints, {
  live: { view: z.object({ ok: z.literal(true) }) },
  ready: { view: z.object({ ok: z.boolean(), checks: z.record(z.string(), check) }) },
  brand: { view: brandView },
});
