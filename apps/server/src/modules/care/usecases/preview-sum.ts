import type { Channel, PreviewView } from '@cheban/contracts';
import type { SendVerdict } from '../../messaging/index.js';

type Sample = PreviewView['told'][number];

/** Somebody whom a rule is for, and what became of it in thought. */
export interface LookedAt {
  /** Messages that it stands for. */
  readonly messages: number;
  readonly ownerId: string | null;
  /** Null where nobody is told. */
  readonly verdict: SendVerdict | null;
  /** Why nobody is told. */
  readonly why: string;
  /** No person at all, or a reason to hold back. */
  readonly group: 'told' | 'not_reached' | 'held';
  readonly sample: Omit<Sample, 'channel' | 'why'>;
}

const SAMPLES = 20;

/**
 * Adds up who would be told, by which way, at what cost, and who not; `scale` makes a sample stand for all; `withCalls`:
 * somebody calls whom no message reaches. Pure.
 */
export function sumPreview(
  looked: readonly LookedAt[],
  scale: { messages: number; people: number },
  smsPriceFen: number,
  withCalls: boolean,
): Pick<
  PreviewView,
  | 'calls'
  | 'people'
  | 'cars'
  | 'messages'
  | 'costFen'
  | 'byChannel'
  | 'notReached'
  | 'held'
  | 'told'
  | 'untold'
> {
  const scaled = (n: number) => Math.round(n * scale.messages);
  const channels = new Map<Channel, number>();
  const notReached = new Map<string, number>();
  const held = new Map<string, number>();
  const add = <K>(map: Map<K, number>, key: K, n: number) => map.set(key, (map.get(key) ?? 0) + n);
  const told: Sample[] = [];
  const untold: Sample[] = [];
  const owners = new Set<string>();
  let tellable = 0;
  let calls = 0;
  for (const one of looked) {
    const { messages: n, verdict } = one;
    if (verdict?.do === 'send') {
      add(channels, verdict.channel, n);
      if (verdict.channel === 'inbox') add(notReached, verdict.why, n);
      tellable += 1;
      if (one.ownerId) owners.add(one.ownerId);
      told.push({ ...one.sample, channel: verdict.channel, why: verdict.why });
    } else {
      const why = verdict?.why ?? one.why;
      add(one.group === 'not_reached' ? notReached : held, why, n);
      if (withCalls && one.group === 'not_reached' && one.ownerId !== null) calls += n;
      untold.push({ ...one.sample, channel: null, why });
    }
  }
  const price = (channel: Channel) => (channel === 'sms' ? smsPriceFen : 0);
  const byChannel = [...channels]
    .map(([channel, n]) => ({ channel, messages: scaled(n), costFen: scaled(n) * price(channel) }))
    .sort((a, b) => b.messages - a.messages);
  const reasons = (map: ReadonlyMap<string, number>) =>
    [...map].map(([reason, n]) => ({ reason, count: scaled(n) })).sort((a, b) => b.count - a.count);
  return {
    // Several cars of one person are one person: the share among those looked at stands for all.
    people: Math.round(owners.size * scale.people),
    cars: Math.round(tellable * scale.people),
    messages: byChannel.reduce((sum, { messages }) => sum + messages, 0),
    costFen: byChannel.reduce((sum, { costFen }) => sum + costFen, 0),
    byChannel,
    calls: scaled(calls),
    notReached: reasons(notReached),
    held: reasons(held),
    told: told.slice(0, SAMPLES),
    untold: untold.slice(0, SAMPLES),
  };
}
