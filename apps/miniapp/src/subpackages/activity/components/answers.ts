import type { ActivityView, FormAnswers, FormField } from '@cheban/contracts';

type Session = ActivityView['sessions'][number];

/** Chosen options with one more, or one less. */
export function toggled(answer: FormAnswers[string] | undefined, option: string): string[] {
  const chosen = Array.isArray(answer) ? answer : [];
  return chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option];
}

/** Answers without those that were emptied again. */
export function givenAnswers(answers: FormAnswers): FormAnswers {
  return Object.fromEntries(
    Object.entries(answers).filter(
      ([, answer]) => answer !== '' && !(Array.isArray(answer) && answer.length === 0),
    ),
  );
}

/** The first required question without an answer; null if the form may be sent. The server checks everything else. */
export function missingAnswer(fields: readonly FormField[], answers: FormAnswers): FormField | null {
  const given = givenAnswers(answers);
  return fields.find(({ key, required }) => required && given[key] === undefined) ?? null;
}

/** The session that opens chosen: mine, else the first with seats, else the first with a waiting list. */
export function firstSession(sessions: readonly Session[]): Session | null {
  return (
    sessions.find(({ mine }) => mine !== null) ??
    sessions.find(({ choice }) => choice === 'sign_up') ??
    sessions.find(({ choice }) => choice === 'wait') ??
    sessions[0] ??
    null
  );
}

/** Guests that may still come along to a session: what it allows, and what is left beside the owner's own seat. */
export function mostGuests({ choice, maxGuests, seatsLeft }: Session): number {
  return choice === 'sign_up' ? Math.max(0, Math.min(maxGuests, seatsLeft - 1)) : maxGuests;
}
