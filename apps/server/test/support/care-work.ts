import { planCareJob, tellCareJob } from '../../src/modules/care/index.js';
import { sendJob } from '../../src/modules/messaging/index.js';
import type { World } from './world.js';

/** Everything that a worker does for care by itself, once through: plan, tell, send, and the events around them. */
export async function workCare(world: World): Promise<void> {
  await world.settle();
  await world.run(planCareJob);
  await world.run(tellCareJob);
  await world.run(sendJob);
  await world.settle();
}
