// The worker's sender as it is, against a provider of the bench. BENCH_INPUT {"provider": origin}.
import 'reflect-metadata';
import { lay } from '../../dist/foundation.js';
import { SendDue } from '../../dist/modules/messaging/index.js';
import { loadConfig } from '../../dist/platform/config/index.js';
import { keepMemoryFrugal } from '../../dist/platform/queue/index.js';
import { createWorker } from '../../dist/worker.js';
import { serveTurns } from './turns.mjs';

keepMemoryFrugal();
const { provider } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}');
const known = loadConfig();
const config = {
  ...known,
  logLevel: 'warn',
  // The bench may run at any hour.
  quietHours: { from: '00:00', to: '00:00' },
  wechat: { ...known.wechat, apiUrl: provider },
};
const worker = await createWorker(await lay(config, 'bench'));
const sender = worker.get(SendDue, { strict: false });

serveTurns(async (count) => {
  const sent = await sender.run();
  if (sent !== count) throw new Error(`${sent} messages were looked at instead of ${count}`);
  return sent;
});
