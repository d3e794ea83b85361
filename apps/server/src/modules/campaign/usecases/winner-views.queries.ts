import { maskName, maskPhone } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { prizeText } from '../domain/campaign-words.js';
import type { Winner } from '../persistence/claim-figures.repository.js';

export interface WinnerView {
  nameMasked: string;
  phoneMasked: string | null;
  prizeText: string;
  wonAt: string;
}

/** Winners for everybody's eyes: they know themselves, nobody else does. */
@Injectable()
export class WinnerViews {
  constructor(private readonly owners: OwnerDirectory) {}

  async of(winners: readonly Winner[]): Promise<WinnerView[]> {
    const ids = winners.map(({ ownerId }) => ownerId);
    const [owners, phones] = await Promise.all([this.owners.findByIds(ids), this.owners.phonesOf(ids)]);
    return winners.map((winner) => {
      const phone = phones.get(winner.ownerId)?.();
      return {
        nameMasked: maskName(owners.get(winner.ownerId)?.name ?? ''),
        phoneMasked: phone === undefined ? null : maskPhone(phone),
        prizeText: prizeText(winner.kind, winner.prizeName, winner.amountFen),
        wonAt: toDate(winner.wonAt).toISOString(),
      };
    });
  }
}
