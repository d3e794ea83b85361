import type { SpinView } from '@cheban/contracts';
import { useRef, useState } from 'react';
import { api, describeProblem, isFinal } from '@/shared/api';
import { insist } from '@/shared/data/insist';
import { useIntention } from '@/shared/data/use-intention';
import { haptic, motion as phoneMotion } from '@/shared/platform';
import type { Motion } from './wheel';
import { stopAngle } from './wheel-turn';

/** As long as the wheel takes to stop, in ms; as in game.css. */
const stopMs = 4_600;
/** Who wants less motion sees the wheel where it stops, and reads the result a moment later. */
const stillMs = 600;
/** It sets off at the tap and goes this far while the answer is on its way, in degrees. */
const startTurn = 540;

export interface Spin {
  readonly angle: number;
  readonly motion: Motion;
  /** A turn is under way. */
  readonly busy: boolean;
  readonly slow: boolean;
  readonly problem: string | null;
  /** What the turn brought, once the wheel stands. */
  readonly result: SpinView | null;
}

const still: Spin = { angle: 0, motion: 'rest', busy: false, slow: false, problem: null, result: null };

/**
 * Turning the wheel. The server says where it stops before it stops; the same turn asked again after a lost answer is
 * still the same one.
 * @param segments how many there are
 * @param after called when the wheel stands, and when the server has refused
 */
export function useSpin(id: string, segments: number, after: () => Promise<void>) {
  const [spin, setSpin] = useState<Spin>(still);
  const running = useRef(false);
  const intention = useIntention();

  const turn = async () => {
    if (running.current || segments === 0) return;
    running.current = true;
    const from = spin.angle;
    haptic.tick();
    setSpin({ ...still, angle: from + startTurn, motion: 'start', busy: true });
    try {
      const idempotencyKey = intention.keyFor({ spin: id });
      const result = await insist(
        () => api.game.spin({ params: { id } }, { idempotencyKey }),
        () => setSpin((before) => ({ ...before, slow: true })),
      );
      intention.settle();
      const angle = stopAngle(from, result.segment, segments, Math.random() * 2 - 1);
      setSpin({ ...still, angle, motion: 'stop', busy: true });
      await new Promise<void>((done) => setTimeout(done, phoneMotion.reduced() ? stillMs : stopMs));
      haptic.tick();
      setSpin({ ...still, angle, result });
    } catch (error) {
      if (isFinal(error)) intention.settle();
      setSpin({ ...still, angle: from + startTurn, motion: 'stop', problem: describeProblem(error) });
    } finally {
      running.current = false;
      await after().catch(() => undefined);
    }
  };

  return {
    spin,
    turn: () => void turn(),
    close: () => setSpin((before) => ({ ...before, result: null })),
  };
}
