import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventRules } from '../../messaging/index.js';
import { RuleBook } from './rule-book.js';

/** Lends the words of event rules to the rooms that plan such messages themselves. */
@Injectable()
export class LendEventRules implements OnModuleInit {
  constructor(
    private readonly events: EventRules,
    private readonly book: RuleBook,
  ) {}

  onModuleInit(): void {
    this.events.lendBy((storeId) => this.book.forStore(storeId));
  }
}
