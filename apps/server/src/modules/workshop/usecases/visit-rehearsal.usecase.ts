import type { routes, VisitStep } from '@cheban/contracts';
import { type Instant, MINUTE_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { AdvanceVisit } from './advance-visit.usecase.js';
import { AnswerQuote } from './answer-quote.usecase.js';
import { AskOwner } from './ask-owner.usecase.js';
import { CheckIn } from './check-in.usecase.js';
import { HandOver } from './hand-over.usecase.js';
import { SaveReport } from './save-report.usecase.js';

type Wheels = BodyOf<typeof routes.workshop.saveReport>['wheels'];
type Quote = BodyOf<typeof routes.workshop.addQuote>;
type Bill = Pick<BodyOf<typeof routes.workshop.handOver>, 'lines' | 'paidFen'>;

/** What happens in a visit, so many minutes after the car came. */
export type VisitMoment = { readonly after: number } & (
  | { readonly step: VisitStep }
  | { readonly wheels: Wheels }
  /** `answer`: what the owner says on the phone at once; null: nothing yet. */
  | { readonly quote: Quote; readonly answer: { readonly approve: boolean; readonly note: string } | null }
  | { readonly bill: Bill }
);

export interface VisitPlay {
  readonly storeId: string;
  readonly vehicleId: string;
  readonly serviceId: string;
  /** Reading of the odometer, km. */
  readonly mileageKm: number;
  readonly ownerWords: string;
  readonly arrivesAt: Instant;
  readonly moments: readonly VisitMoment[];
  readonly advisor: StaffActor;
  readonly technician: StaffActor;
}

/**
 * Plays a visit without booking, by the ways that people take, on a clock that the caller moves: for the demo group,
 * whose past has to have happened.
 */
@Injectable()
export class VisitRehearsal {
  constructor(
    private readonly checkIn: CheckIn,
    private readonly advances: AdvanceVisit,
    private readonly reports: SaveReport,
    private readonly asks: AskOwner,
    private readonly answers: AnswerQuote,
    private readonly handOver: HandOver,
    private readonly clock: Clock,
  ) {}

  /**
   * Returns the id of the visit. `moveTo` makes it an instant (milliseconds), never one to come: moments that lie ahead
   * do not happen. Throws what the steps throw.
   */
  async play(visit: VisitPlay, moveTo: (instant: Instant) => void): Promise<string> {
    const now = this.clock.now();
    const { storeId, vehicleId, serviceId, mileageKm, ownerWords, advisor } = visit;
    moveTo(visit.arrivesAt);
    const { id } = await this.checkIn.run(advisor, {
      ...{ storeId, vehicleId, serviceId, mileageKm, ownerWords, belongings: '' },
      ...{ fuelEighths: 4, walkAround: [] },
    });
    for (const moment of visit.moments) {
      const at = visit.arrivesAt + moment.after * MINUTE_MS;
      if (at > now) break;
      moveTo(at);
      await this.happen(id, visit, moment);
    }
    return id;
  }

  private async happen(id: string, visit: VisitPlay, moment: VisitMoment): Promise<void> {
    const { advisor, technician, mileageKm } = visit;
    if ('step' in moment) await this.advances.run(advisor, id, { step: moment.step });
    else if ('wheels' in moment)
      await this.reports.run(technician, id, { wheels: moment.wheels, remark: '', sign: true });
    else if ('bill' in moment) {
      const rest = { mileageKm, mileageChecked: true, documentIds: [] };
      await this.handOver.run(advisor, id, { ...moment.bill, ...rest });
    } else {
      const { quotes } = await this.asks.ask(advisor, id, moment.quote);
      const asked = quotes.at(-1);
      if (moment.answer && asked) await this.answers.byPhone(advisor, asked.id, moment.answer);
    }
  }
}
