import type { RatingDraftView, VisitView } from '@cheban/contracts';

export type VisitRating = NonNullable<VisitView['rating']>;

/** What the workshop shows of ratings; the feedback room, which knows visits, provides it. */
export abstract class RatingReader {
  /** The ratings of these visits; a visit without one is left out. */
  abstract ofVisits(visitIds: readonly string[]): Promise<Map<string, VisitRating>>;
  /** What the owner has filled in of a rating that is not given yet; null if nothing. */
  abstract draftOf(visitId: string): Promise<RatingDraftView | null>;
  /** When this person last gave a rating, milliseconds; null if never. */
  abstract lastOf(ownerId: string): Promise<number | null>;
}
