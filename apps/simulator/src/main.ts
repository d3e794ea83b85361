import { readOptions } from './options.js';
import { startSimulator } from './simulator.js';

async function main(): Promise<void> {
  const simulator = await startSimulator(readOptions(process.env));
  process.stdout.write(`simulator listening on ${simulator.url}\n`);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    simulator.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`simulator cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
