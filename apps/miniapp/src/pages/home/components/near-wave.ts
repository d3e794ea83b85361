import type { OwnerCampaignItem } from '@cheban/contracts';

/** A wave to tell of at home. */
export interface NearWave {
  readonly campaignId: string;
  readonly number: number;
  readonly title: string;
  readonly open: boolean;
  /** Milliseconds since the epoch, by the clock of this phone. */
  readonly startsAtMs: number;
}

/** Home tells of a wave so long before it starts. */
const nearMs = 24 * 3_600_000;

/**
 * The wave that is open or starts first within a day, and in which the owner has not won yet.
 * @param heardMs when the answer came, by this phone
 */
export function nearWave(
  campaigns: readonly OwnerCampaignItem[],
  serverNow: string,
  heardMs: number,
): NearWave | null {
  const now = Date.parse(serverNow);
  const near = campaigns.flatMap(({ id, title, nextWave, waves }) => {
    const wave = waves.find(({ number }) => number === nextWave);
    if (!wave || wave.mine) return [];
    const leftMs = Date.parse(wave.startsAt) - now;
    if (leftMs > nearMs) return [];
    const open = wave.state === 'open';
    return [{ campaignId: id, number: wave.number, title, open, startsAtMs: heardMs + leftMs }];
  });
  return near.sort((a, b) => a.startsAtMs - b.startsAtMs)[0] ?? null;
}
