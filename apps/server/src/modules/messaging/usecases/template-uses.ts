import type { MessageKind } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';

/** Reads which rules speak by which kind: kind → names of rules, in Chinese. */
export type RuleNames = () => Promise<ReadonlyMap<MessageKind, readonly string[]>>;

/** Kinds that no rule but a flow of the system speaks by. */
const flows: Partial<Record<MessageKind, string>> = {
  rating_invitation: '到店服务流程',
  coupon_granted: '卡券',
};

/** Who uses a kind of message: flows of the system, and rules, which a room above tells of. */
@Injectable()
export class TemplateUses {
  private readonly readers: RuleNames[] = [];

  register(read: RuleNames): void {
    this.readers.push(read);
  }

  /** Kind → names of the flows and rules that use it. */
  async all(): Promise<Map<MessageKind, string[]>> {
    const uses = new Map<MessageKind, string[]>();
    for (const [kind, flow] of Object.entries(flows)) uses.set(kind as MessageKind, [flow]);
    for (const read of this.readers) {
      for (const [kind, names] of await read()) {
        uses.set(kind, [...new Set([...(uses.get(kind) ?? []), ...names])]);
      }
    }
    return uses;
  }
}
