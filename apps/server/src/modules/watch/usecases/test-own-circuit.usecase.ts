import type { routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { AppError } from '../../../platform/errors/index.js';
import type { ViewOf } from '../../../platform/http/index.js';
import { TestCircuit } from '../../messaging/index.js';
import { Team } from '../../staff/index.js';

/** The test send of a circuit goes to the staff member's own account, unless they name another bound phone. */
@Injectable()
export class TestOwnCircuit {
  constructor(
    private readonly team: Team,
    private readonly tests: TestCircuit,
  ) {}

  /** Throws CHANNEL.TEST_PHONE_NEEDED and what TestCircuit throws. */
  async run(
    actor: StaffActor,
    name: string,
    phone: string | undefined,
  ): Promise<ViewOf<(typeof routes)['channel']['testCircuit']>> {
    const to = phone ?? (await this.team.phoneOf(actor.staffId));
    if (to === null) throw new AppError('CHANNEL.TEST_PHONE_NEEDED');
    return this.tests.run(actor, name, to);
  }
}
