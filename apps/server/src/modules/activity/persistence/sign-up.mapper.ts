import type { FormAnswers, SignUpState } from '@cheban/contracts';
import type { SignUpEntity } from './activity.entity.js';

/** Instants are milliseconds. */
export interface SignUp {
  readonly id: string;
  readonly sessionId: string;
  readonly storeId: string;
  readonly ownerId: string;
  readonly state: SignUpState;
  readonly guests: number;
  readonly seats: number;
  readonly answers: FormAnswers;
  readonly token: string;
  readonly round: number;
  readonly signedUpAt: number;
  readonly waitsSince: number | null;
  readonly offerUntil: number | null;
  readonly missed: number;
  readonly attendedAt: number | null;
  readonly survey: { readonly stars: number; readonly text: string } | null;
}
export interface NewSignUp {
  readonly sessionId: string;
  readonly storeId: string;
  readonly ownerId: string;
  readonly state: 'going' | 'waiting';
  readonly guests: number;
  readonly answers: FormAnswers;
}
export type SignUpChange = Partial<
  Pick<SignUp, 'state' | 'waitsSince' | 'offerUntil' | 'missed' | 'attendedAt'> & {
    attendedBy: string | null;
  }
>;
/** Figures of a session. */
export interface SessionFigures {
  readonly going: number;
  readonly people: number;
  readonly attended: number;
  readonly waiting: number;
  readonly offered: number;
  readonly stars: number | null;
  readonly surveys: number;
}

/** The row as use cases see it. */
export function signUpRecord(entity: SignUpEntity): SignUp {
  const {
    attendedBy: _a,
    surveyStars,
    surveyText,
    surveyAt: _s,
    createdAt: _c,
    updatedAt: _u,
    ...rest
  } = entity;
  const ms = (date: Date | null) => date?.getTime() ?? null;
  return {
    ...rest,
    signedUpAt: rest.signedUpAt.getTime(),
    waitsSince: ms(rest.waitsSince),
    offerUntil: ms(rest.offerUntil),
    attendedAt: ms(rest.attendedAt),
    survey: surveyStars === null ? null : { stars: surveyStars, text: surveyText ?? '' },
  };
}
