import type { ReferralProblem } from '@cheban/contracts';

/** Days after the last day for a car that is still in the workshop. */
export const GRACE_DAYS = 7;

/** What is known of an invitation before anybody takes it. */
export interface ProgrammeFacts {
  readonly open: boolean;
  /** Friends that the inviter has brought this year, and how many they may. */
  readonly brought: number;
  readonly most: number;
}
/** What is known before any car is named. */
export interface PersonFacts extends ProgrammeFacts {
  readonly inviterId: string;
  readonly inviteeId: string;
  readonly inviterPhone: string | null;
  readonly inviteePhone: string | null;
  /** The person has a car with a service behind it, or one that was sold by the group. */
  readonly inviteeKnown: boolean;
  /** The person has brought the inviter: two who bring each other bring nobody. */
  readonly inviteeBroughtInviter: boolean;
  /** The person has taken an invitation already. */
  readonly inviteeTaken: boolean;
}
export interface CarFacts {
  readonly vin: string;
  readonly plate: string | null;
  readonly inviterCars: readonly { readonly vin: string; readonly plate: string | null }[];
  readonly carKnown: boolean;
  readonly carTaken: boolean;
}

/** Why a person cannot take an invitation; null if they can. */
export function personProblem(facts: PersonFacts): ReferralProblem | null {
  if (facts.inviterId === facts.inviteeId) return 'self';
  if (facts.inviterPhone !== null && facts.inviterPhone === facts.inviteePhone) return 'same_phone';
  if (facts.inviteeBroughtInviter) return 'brought_inviter';
  if (facts.inviteeTaken) return 'taken_person';
  if (facts.inviteeKnown) return 'known_person';
  return programmeProblem(facts);
}

/** Why nobody can take an invitation now; null if somebody can. */
export function programmeProblem({ open, brought, most }: ProgrammeFacts): ReferralProblem | null {
  if (!open) return 'closed';
  return brought >= most ? 'limit' : null;
}

/** Why a car cannot be brought; null if it can. */
export function carProblem(facts: CarFacts): ReferralProblem | null {
  if (facts.inviterCars.some(({ vin }) => vin === facts.vin)) return 'same_vin';
  if (facts.plate !== null && facts.inviterCars.some(({ plate }) => plate === facts.plate))
    return 'same_plate';
  if (facts.carTaken) return 'taken_car';
  return facts.carKnown ? 'known_car' : null;
}
