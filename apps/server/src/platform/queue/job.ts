import { SetMetadata } from '@nestjs/common';
import type { z } from 'zod';

export const queueNames = ['events', 'care', 'send', 'long'] as const;
export type QueueName = (typeof queueNames)[number];

/**
 * A kind of background work. Jobs are wake-ups: they may be lost, doubled or late without harm, because the rows they
 * speak of are in MySQL. `everyMs` also runs the job periodically (payload `{}`).
 */
export interface JobDefinition<P extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly queue: QueueName;
  readonly payload: P;
  readonly everyMs?: number;
  /** Calls somebody outside: left out while a restored copy works off what fell due before. */
  readonly outward?: true;
  /** A ring of WakeUp that runs the periodic job at once. */
  readonly wakeOn?: string;
}

export function defineJob<P extends z.ZodType>(definition: JobDefinition<P>): JobDefinition<P> {
  return definition;
}

export interface JobHandler<D extends JobDefinition> {
  run(payload: z.output<D['payload']>): Promise<void>;
}

export const JOB_HANDLER = Symbol('JOB_HANDLER');
/** Marks a provider as the one handler of a job. */
export const JobHandlerFor = (definition: JobDefinition) => SetMetadata(JOB_HANDLER, definition);
