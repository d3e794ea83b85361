import type {
  BrokenPromiseView,
  CheckInRecordView,
  CorrectionView,
  DeclinedWorkView,
  IncludesView,
  PhotoView,
  QuoteView,
} from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { Photos } from '../../media/index.js';
import type { Vehicle } from '../../vehicle/index.js';
import { bookWork } from '../domain/quotes.js';
import { usualIncludes } from '../domain/usual-includes.js';
import { type DeclinedWork, DeclinedWorkRepository } from '../persistence/declined-work.repository.js';
import { type Quote, QuoteRepository } from '../persistence/quote.repository.js';
import type { Visit } from '../persistence/visit.repository.js';
import {
  type Compensation,
  type Correction,
  type ServiceIncludes,
  VisitPaperRepository,
} from '../persistence/visit-paper.repository.js';

/** Types of photos in this room: the subject is the visit, the quote or the service. */
export const visitPhotos = {
  checkIn: 'check_in',
  report: 'report',
  signature: 'signature',
  document: 'work_order',
  quote: 'quote',
  includes: 'includes',
} as const;

/** What stands beside visits: check-in records, quotes, declined work, broken promises, corrections, photos. */
export interface Extras {
  readonly quotes: readonly Quote[];
  readonly declined: readonly DeclinedWork[];
  readonly compensations: Map<string, Compensation>;
  readonly corrections: readonly Correction[];
  readonly includes: Map<string, ServiceIncludes>;
  /** By type and subject id. */
  readonly photos: Record<keyof typeof visitPhotos, Map<string, PhotoView[]>>;
}
type NameOf = (staffId: string | null) => string | null;

const iso = (at: number) => toDate(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

/** Reads and shows what stands beside visits; six queries whatever their number. */
@Injectable()
export class VisitExtras {
  constructor(
    private readonly quotes: QuoteRepository,
    private readonly works: DeclinedWorkRepository,
    private readonly papers: VisitPaperRepository,
    private readonly photos: Photos,
  ) {}

  /** `closedIds`: those of the visits whose cars were handed over. */
  async of(visits: readonly Visit[], closedIds: readonly string[]): Promise<Extras> {
    const ids = visits.map((visit) => visit.id);
    const serviceIds = [
      ...new Set(visits.flatMap(({ serviceId }) => (serviceId === null ? [] : [serviceId]))),
    ];
    const quotes = await this.quotes.ofVisits(ids);
    const { checkIn, report, signature, document } = visitPhotos;
    const [declined, compensations, corrections, includes, photos] = await Promise.all([
      this.works.ofVisits(ids),
      this.papers.compensationsOf(ids),
      this.papers.correctionsOf(closedIds),
      this.papers.includesOf(serviceIds),
      this.photos.ofTypes({
        checkIn: { type: checkIn, subjectIds: ids },
        report: { type: report, subjectIds: ids },
        signature: { type: signature, subjectIds: ids },
        document: { type: document, subjectIds: ids },
        quote: { type: visitPhotos.quote, subjectIds: quotes.map(({ id }) => id) },
        includes: { type: visitPhotos.includes, subjectIds: serviceIds },
      }),
    ]);
    return { quotes, declined, compensations, corrections, includes, photos };
  }

  /** Whoever is named beside a visit. */
  staffIn(extras: Extras): (string | null)[] {
    return [
      ...extras.quotes.flatMap((quote) => [quote.askedBy, quote.answeredBy]),
      ...extras.corrections.map((correction) => correction.staffId),
    ];
  }
}

export function checkInView(visit: Visit, extras: Extras): CheckInRecordView {
  const photos = extras.photos.checkIn.get(visit.id) ?? [];
  return {
    fuelEighths: visit.fuelEighths,
    belongings: visit.belongings,
    ownerWords: visit.ownerWords,
    fault: visit.fault,
    walkAround: photos.map((photo) => {
      const said = visit.walkAround.find((entry) => entry.photoId === photo.id);
      return { photo, position: said?.position ?? 'other', note: said?.note ?? '' };
    }),
    editable: visit.step === 'checked_in',
  };
}

export function includesOf(
  service: { id: string | null; kind: Visit['serviceKind'] },
  extras: Pick<Extras, 'includes'> & { photos: Pick<Extras['photos'], 'includes'> },
): IncludesView {
  const kept = service.id === null ? undefined : extras.includes.get(service.id);
  // A store that has taken its own words away shows the usual ones again.
  const own = kept?.items.length === 0 ? undefined : kept?.items;
  return {
    items: own ?? usualIncludes(service.kind),
    photos: service.id === null ? [] : (extras.photos.includes.get(service.id) ?? []),
    videoUrl: kept?.videoUrl ?? null,
    usual: own === undefined,
  };
}

export function quoteViews(visitId: string, extras: Extras, nameOf: NameOf): QuoteView[] {
  return extras.quotes
    .filter((quote) => quote.visitId === visitId)
    .map((quote) => ({
      id: quote.id,
      kind: quote.kind,
      number: quote.number,
      state: quote.state,
      title: quote.title,
      note: quote.note,
      lines: [...quote.lines],
      totalFen: quote.totalFen,
      readyAt: isoOrNull(quote.readyAt),
      extraMinutes: quote.extraMinutes,
      photos: extras.photos.quote.get(quote.id) ?? [],
      askedAt: iso(quote.askedAt),
      askedBy: nameOf(quote.askedBy),
      remindedAt: isoOrNull(quote.remindedAt),
      answeredAt: isoOrNull(quote.answeredAt),
      answeredWay: quote.answeredWay,
      answeredBy: nameOf(quote.answeredBy),
      answerNote: quote.answerNote,
    }));
}

export function declinedView(
  work: DeclinedWork,
  vehicle: Pick<Vehicle, 'model' | 'plate'> | undefined,
): DeclinedWorkView {
  const { id, visitId, vehicleId, storeId, title, note, amountFen, answered, state, chaseOn } = work;
  return {
    id,
    visitId,
    vehicleId,
    model: vehicle?.model ?? '',
    plate: vehicle?.plate ?? null,
    storeId,
    title,
    note,
    amountFen,
    declinedAt: iso(work.declinedAt),
    answered,
    state,
    chaseOn,
    book: bookWork(title),
  };
}

export function brokenPromiseView(paid: Compensation | undefined): BrokenPromiseView | null {
  if (!paid) return null;
  const { promisedAt, reason, payKind, payTitle, amountFen } = paid;
  return { promisedAt: iso(promisedAt), reason, payKind, payTitle, amountFen };
}

export function correctionViews(visitId: string, extras: Extras, nameOf: NameOf): CorrectionView[] {
  return extras.corrections
    .filter((correction) => correction.visitId === visitId)
    .map(({ number, correctedAt, staffId, reason, before, after }) => ({
      number,
      at: iso(correctedAt),
      by: nameOf(staffId),
      reason,
      before,
      after,
    }));
}
