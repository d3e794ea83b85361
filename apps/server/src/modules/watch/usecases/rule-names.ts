import type { MessageKind } from '@cheban/contracts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RuleBook } from '../../care/index.js';
import { TemplateUses } from '../../messaging/index.js';

/** Tells the list of templates which reminder rules speak by which kind. */
@Injectable()
export class RuleNames implements OnModuleInit {
  constructor(
    private readonly rules: RuleBook,
    private readonly uses: TemplateUses,
  ) {}

  onModuleInit(): void {
    this.uses.register(() => this.byKind());
  }

  private async byKind(): Promise<Map<MessageKind, string[]>> {
    const names = new Map<MessageKind, string[]>();
    for (const { body, state } of (await this.rules.fresh()).everywhere()) {
      if (state !== 'off') names.set(body.kind, [...new Set([...(names.get(body.kind) ?? []), body.name])]);
    }
    return names;
  }
}
