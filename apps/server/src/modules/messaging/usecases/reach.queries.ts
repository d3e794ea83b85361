import type { QuietHours } from '@cheban/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type Account, OwnerDirectory } from '../../owner/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { NO_PLATE } from '../domain/default-templates.js';
import { waitFor } from '../domain/reaction.js';
import { quotaWait, sayDrift, sayRefused, templateWait, type Wait, wayLabel } from '../domain/waits.js';
import { nextOfferSms, saysHowToRefuse, type WishBook } from '../domain/wishes.js';
import { CreditRepository, pairKey } from '../persistence/credit.repository.js';
import type { DueMessage } from '../persistence/message.mapper.js';
import {
  type Circuit,
  circuitName,
  type MessageTemplate,
  SendingRulesRepository,
  type UsedTemplate,
} from '../persistence/sending-rules.repository.js';
import { WishRepository } from '../persistence/wish.repository.js';
import { fill } from './template-mapping.js';

interface Common {
  templateId: string;
  data: Record<string, string>;
  /** Circuits that are open but due for a trial; the message must win it before it may go this way. */
  trials: Circuit[];
}
/** What a way is made of, before it is known whom it reaches. */
type Ready = Common & { template: MessageTemplate; used: Circuit | null; lost: string | null };

/** One way to a phone, ready to be taken. */
export type Route =
  | (Common & { channel: 'subscribe'; accountId: string; openid: string })
  | (Common & { channel: 'official_account'; accountId: string; openid: string })
  | (Common & { channel: 'sms'; accountId: null; phone: string });

export interface Reach {
  /** The best way; null if there is none. */
  readonly first: Route | null;
  /** All ways in the order of mission.md, "Channels in order". Those after the first are looked for when this is read. */
  readonly routes: readonly Route[];
  /** In Chinese: why the channels that are missing are missing, of those that were looked at so far. */
  readonly missing: readonly string[];
  /** A way that is closed now and worth waiting for; null if there is none. */
  readonly wait: Wait | null;
}

interface Given {
  /** Credits by pair that a forecast has already used up. */
  spent?: ReadonlyMap<string, number>;
  /** Of the owners of the messages, if they were read already. */
  wishes?: WishBook;
  /** Holds the credits for this transaction, so that what is there can be spent in it. */
  tx?: Tx;
}

interface Facts {
  accounts: Map<string, Account[]>;
  phones: Map<string, () => string>;
  credits: Map<string, number>;
  templates: UsedTemplate[];
  circuits: Map<string, Circuit>;
  wishes: WishBook;
  quiet: QuietHours;
  now: number;
}

/**
 * Says by which channels each message of a batch can reach its owner. WeChat channels need an account with the
 * privacy consent; SMS of class care also needs that consent, because an imported number alone is none. Marketing never
 * goes through the official account (WeChat forbids it); by SMS only with the owner's explicit yes, between nine and
 * eight, and by a template whose text ends with how to refuse.
 */
@Injectable()
export class ReachQueries {
  constructor(
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly credits: CreditRepository,
    private readonly rules: SendingRulesRepository,
    private readonly wishes: WishRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What the caller knows or wants otherwise than by reading, see {@link Given}. */
  async of(messages: readonly DueMessage[], now: number, given: Given = {}): Promise<Map<string, Reach>> {
    if (messages.length === 0) return new Map();
    const ownerIds = [...new Set(messages.map((message) => message.ownerId))];
    const vehicleIds = messages.flatMap(({ vehicleId }) => (vehicleId === null ? [] : [vehicleId]));
    const [accounts, phones, plates, templates, circuits, wishes] = await Promise.all([
      this.owners.accountsOfMany(ownerIds),
      this.owners.phonesOf(ownerIds),
      this.vehicles.platesOf(vehicleIds),
      this.rules.usedTemplates([...new Set(messages.map((message) => message.kind))]),
      this.rules.circuits(),
      given.wishes ?? this.wishes.of(ownerIds),
    ]);
    const accountIds = [...accounts.values()].flat().map((account) => account.id);
    const credits = await (given.tx ? this.credits.lock(given.tx, accountIds) : this.credits.of(accountIds));
    for (const [pair, n] of given.spent ?? []) credits.set(pair, (credits.get(pair) ?? 0) - n);
    const quiet = this.config.quietHours;
    const facts: Facts = { accounts, phones, credits, templates, circuits, wishes, quiet, now };
    return new Map(
      messages.map((message) => {
        const plate = (message.vehicleId && plates.get(message.vehicleId)) || NO_PLATE;
        return [message.id, new Ways(message, plate, facts)];
      }),
    );
  }
}

type PushChannel = Route['channel'];
const ORDER: readonly PushChannel[] = ['subscribe', 'official_account', 'sms'];

/** Looks for ways only as far as they are asked for: nearly all messages go by the best one. */
class Ways implements Reach {
  readonly missing: string[] = [];
  wait: Wait | null = null;
  private readonly found: Route[] = [];
  private readonly consented: readonly Account[];
  private looked = 0;

  constructor(
    private readonly message: DueMessage,
    private readonly plate: string,
    private readonly facts: Facts,
  ) {
    const known = facts.accounts.get(message.ownerId) ?? [];
    this.consented = known.filter((account) => account.consentAt !== null);
    this.look(1);
    if (this.consented.length === 0) this.missing.unshift('尚未在微信绑定');
  }

  get first(): Route | null {
    return this.found[0] ?? null;
  }

  get routes(): readonly Route[] {
    this.look(ORDER.length);
    return this.found;
  }

  private look(enough: number): void {
    while (this.found.length < enough && this.looked < ORDER.length) {
      const channel = ORDER[this.looked] as PushChannel;
      this.looked += 1;
      const route = this.routeBy(channel);
      if (route) this.found.push(route);
    }
  }

  private routeBy(channel: PushChannel): Route | null {
    if (channel === 'official_account' && this.message.class === 'marketing') return null;
    const ready = this.prepare(channel);
    if (!ready) return null;
    const route = this.build(channel, ready);
    if (route !== null && ready.lost !== null) return this.putOff(ready.lost);
    return route !== null && ready.used ? this.heldBy(channel, ready.used) : route;
  }

  private build(channel: PushChannel, ready: Ready): Route | null {
    const { used: _used, lost: _lost, ...common } = ready;
    if (channel === 'subscribe') return this.bySubscribe(common);
    return channel === 'official_account' ? this.byOfficialAccount(common) : this.bySms(common);
  }

  /** The best way is one whose quota is used up: the message waits for it, and other ways are not looked at. */
  private heldBy(channel: PushChannel, circuit: Circuit): null {
    this.wait = quotaWait(channel, circuit.retryAt, this.facts.now);
    this.missing.push(`${wayLabel[channel]}今天的额度已用完`);
    this.looked = ORDER.length;
    return null;
  }

  /** A way whose template somebody has to mend: other ways are looked at, and if there is none, the message waits. */
  private putOff(lost: string): null {
    this.wait = templateWait(this.message, lost, this.facts.now, this.facts.quiet) ?? this.wait;
    this.missing.push(lost);
    return null;
  }

  private prepare(channel: PushChannel): Ready | null {
    const { message, facts, missing } = this;
    const template = facts.templates.find((one) => one.kind === message.kind && one.channel === channel);
    if (!template || message.channels?.includes(channel) === false) return null;
    const closed = facts.wishes.closed(message, channel, facts.now);
    if (closed !== null) {
      missing.push(closed);
      return null;
    }
    const trials: Circuit[] = [];
    let used: Circuit | null = null;
    let lost = template.drift === null ? null : `${sayDrift(channel, template.drift)}，已暂停`;
    if (facts.circuits.size > 0) {
      for (const name of [circuitName(channel), circuitName(channel, template.templateId)]) {
        const circuit = facts.circuits.get(name);
        if (!circuit) continue;
        const paused = sayRefused(channel, circuit.reason);
        if (circuit.retryAt <= facts.now) trials.push(circuit);
        else if (waitsFor(message, circuit, facts.quiet)) used = circuit;
        else if (name === circuitName(channel)) {
          missing.push(paused);
          return null;
        } else lost ??= paused;
      }
    }
    // A template that is not as it was takes nothing; what is asked is whether it would reach.
    const data = template.drift === null ? fill(template, message.words, this.plate) : {};
    if (data === null) {
      missing.push(`${wayLabel[channel]}的内容不完整`);
      return null;
    }
    return { template, templateId: template.templateId, data, trials, used, lost };
  }

  private bySubscribe({ templateId, data, trials }: Common): Route | null {
    const account = this.consented.find(
      ({ id, miniOpenid }) =>
        miniOpenid !== null && (this.facts.credits.get(pairKey({ accountId: id, templateId })) ?? 0) > 0,
    );
    if (account?.miniOpenid)
      return {
        templateId,
        data,
        trials,
        channel: 'subscribe',
        accountId: account.id,
        openid: account.miniOpenid,
      };
    this.missing.push('没有可用的订阅次数');
    return null;
  }

  private byOfficialAccount({ templateId, data, trials }: Common): Route | null {
    const account = this.consented.find(
      ({ follower, officialOpenid }) => follower && officialOpenid !== null,
    );
    const openid = account?.officialOpenid;
    if (account && openid)
      return { templateId, data, trials, channel: 'official_account', accountId: account.id, openid };
    this.missing.push('未关注公众号');
    return null;
  }

  private bySms({ template, ...common }: Common & { template: MessageTemplate }): Route | null {
    const { message, facts, missing } = this;
    const phone = facts.phones.get(message.ownerId);
    const offer = message.class === 'marketing';
    const opensAt = offer ? nextOfferSms(facts.now) : facts.now;
    if (!phone) missing.push('没有手机号');
    else if (message.class === 'care' && this.consented.length === 0) missing.push('未同意接收短信');
    else if (offer && !saysHowToRefuse(template.smsText)) missing.push('短信模板没有写明“拒收请回复R”');
    else if (opensAt > facts.now) {
      if (opensAt < message.expiresAt) this.wait = { until: opensAt, why: OFFER_SMS_LATER, waitsFor: null };
      missing.push('优惠短信只在 9:00–20:00 发送');
    } else {
      return {
        ...common,
        channel: 'sms',
        accountId: null,
        // Decrypted only if no better way takes the message.
        get phone() {
          return phone();
        },
      };
    }
    return null;
  }
}

const OFFER_SMS_LATER = '优惠短信只在 9:00–20:00 发送，到时再发。';

/** Whether a message waits for this circuit instead of going another way. */
export const waitsFor = (message: DueMessage, circuit: Circuit, quiet: QuietHours): boolean =>
  circuit.holds && waitFor(message, circuit.retryAt, quiet) !== null;
