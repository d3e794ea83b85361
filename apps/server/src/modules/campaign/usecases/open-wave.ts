import type { CampaignPlan, CampaignState } from '@cheban/contracts';
import { monotonicMs } from '../../../platform/clock/index.js';
import type { Packet } from '../domain/packets.js';
import type { Wave, WavePulse, WaveRepository } from '../persistence/wave.repository.js';

/** How old what is known of state and epoch may be: a stop acts within a second. */
const PULSE_MS = 500;

/** A wave whose packets are written, as a process keeps it: plan and amounts never change any more. */
export class OpenWave {
  private asked = 0;
  private refreshing: Promise<void> | null = null;

  constructor(
    private readonly waves: WaveRepository,
    readonly wave: Wave,
    readonly plan: CampaignPlan,
    private readonly packets: readonly Packet[],
    private pulse: WavePulse,
  ) {
    this.asked = monotonicMs();
  }

  get state(): CampaignState {
    return this.pulse.state;
  }
  get closed(): boolean {
    return this.pulse.closed;
  }
  get epoch(): number {
    return this.pulse.gateEpoch;
  }

  /** Prize and amount of a packet; undefined for a number that was never written. */
  packet(number: number): Packet | undefined {
    return this.packets[number - 1];
  }

  /**
   * Looks again at what may change; waits for the answer only if nobody has asked for a while. While the database is
   * away what was known stays: nothing can be written then anyway.
   */
  async look(): Promise<void> {
    const age = monotonicMs() - this.asked;
    if (age < PULSE_MS) return;
    this.refreshing ??= this.refresh()
      .catch(() => {})
      .finally(() => {
        this.asked = monotonicMs();
        this.refreshing = null;
      });
    if (age >= 2 * PULSE_MS) await this.refreshing;
  }

  /** Whether `look` would have to ask. */
  get fresh(): boolean {
    return monotonicMs() - this.asked < PULSE_MS;
  }

  /** Takes over the epoch of a gate that was just built. */
  async lookNow(): Promise<void> {
    await this.refresh();
  }

  private async refresh(): Promise<void> {
    const pulse = await this.waves.pulse(this.wave.id);
    if (pulse) this.pulse = pulse;
    this.asked = monotonicMs();
  }
}
