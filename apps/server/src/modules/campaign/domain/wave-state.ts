import type { CampaignState, WaveState } from '@cheban/contracts';

/** Instants are milliseconds. */
export interface WaveTimes {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly soldOutAt: number | null;
}

export function waveState(campaign: CampaignState, wave: WaveTimes, now: number): WaveState {
  if (campaign === 'killed' && now < wave.endsAt) return 'stopped';
  if (now >= wave.endsAt) return 'over';
  if (now < wave.startsAt) return 'coming';
  return wave.soldOutAt === null ? 'open' : 'sold_out';
}
