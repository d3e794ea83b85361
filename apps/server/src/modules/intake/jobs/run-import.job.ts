import { z } from 'zod';
import { defineJob } from '../../../platform/queue/job.js';

/** Runs one import that stands in `import_run`. */
export const runImportJob = defineJob({
  name: 'intake.run',
  queue: 'long',
  payload: z.strictObject({ runId: z.string() }),
});

/** Looks for imports whose job or worker was lost, and deletes files that are no longer needed. */
export const tidyImportsJob = defineJob({
  name: 'intake.tidy',
  queue: 'long',
  payload: z.strictObject({}),
  everyMs: 15_000,
});
