import type { Segment } from '@cheban/contracts';
import { inviteNow } from '@cheban/contracts/constants';
import { businessDate, sayDate, sayDateTime } from '@cheban/kernel';

/** A campaign as reminders know it; the room of campaigns lends it. Instants are milliseconds. */
export interface CareCampaign {
  readonly id: string;
  readonly title: string;
  readonly storeIds: readonly string[];
  /** Who may take part; null for everybody. */
  readonly segment: Segment | null;
  /** Those with packets left, soonest first; none of a campaign that was stopped. */
  readonly waves: readonly { readonly startsAt: number; readonly endsAt: number }[];
  /** Page of the owner app, with a query, without leading slash. */
  readonly page: string;
}

/** The campaigns that cars are invited to by their audience, by campaign and car. */
export type Invited = ReadonlyMap<string, CareCampaign>;
export const invitedKey = (campaignId: string, vehicleId: string) => `${campaignId} ${vehicleId}`;

/** The wave that runs or comes next; null when there is nothing left to take part in. */
export function nextWave({ waves }: Pick<CareCampaign, 'waves'>, now: number) {
  return waves.find(({ endsAt }) => now < endsAt) ?? null;
}

/** What a message says of a campaign beside its own words; empty once there is nothing left to take part in. */
export function sayInvitation(campaign: Pick<CareCampaign, 'title' | 'waves'>, now: number): string {
  const wave = nextWave(campaign, now);
  if (wave === null) return '';
  return wave.startsAt <= now
    ? inviteNow(campaign.title)
    : `另外，“${campaign.title}”${sayDateTime(wave.startsAt, now)} 开抢，点开看看。`;
}

/** For staff: `11月25日 上午 10:00 开抢`, `正在进行，11月30日结束`, `已结束`. */
export function sayRun({ waves }: Pick<CareCampaign, 'waves'>, now: number): string {
  const wave = nextWave({ waves }, now);
  if (wave === null) return '已结束';
  if (wave.startsAt > now) return `${sayDateTime(wave.startsAt, now)} 开抢`;
  const end = waves.at(-1)?.endsAt ?? wave.endsAt;
  return `正在进行，${sayDate(businessDate(end), businessDate(now))}结束`;
}
