import { FOLDER, laySendingGround, sendAll } from './care-send-ground.mjs';
import { rounded } from './report.mjs';

const FEW = 10_000;
const MANY = 1_000_000;

/**
 * The worker's peak memory at a million messages against ten thousand, each in a process of its own.
 * CHEBAN_BENCH_MESSAGES sets another number than a million.
 * @param {import('./care-parts.mjs').CareBench} bench
 * @returns {Promise<Record<string, import('./report.mjs').Figure>>}
 */
export async function measureMemory({ ground, options, step }) {
  const { provider, plan } = await laySendingGround({ ground, options, step });
  const few = options.quick ? 400 : FEW;
  const many = Number(process.env['CHEBAN_BENCH_MESSAGES'] ?? (options.quick ? 2000 : MANY));
  const figure = await step('care.memory', async (note) => {
    const send = async (/** @type {number} */ messages) => {
      note(`${messages} messages`);
      await plan(messages, 'service');
      const { origin, stop } = await ground.serve(`memory-${messages}`, `${FOLDER}/ours.mjs`, {
        ready: '/ready',
        input: { provider },
      });
      const { peakBytes, rate } = await sendAll(origin, messages);
      await stop();
      return { bytes: peakBytes, rate };
    };
    const [small, large] = [await send(few), await send(many)];
    return {
      ours: large.bytes / 2 ** 20,
      peer: small.bytes / 2 ** 20,
      ratio: large.bytes / small.bytes,
      goal: 1.1,
      sense: /** @type {const} */ ('at most'),
      unit: 'MiB peak',
      more: { messages: many, peerMessages: few, messagesASecond: rounded(large.rate) },
    };
  });
  return { 'care.memory': figure };
}
