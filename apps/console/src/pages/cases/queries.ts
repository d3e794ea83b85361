/** What a change of a case makes stale. */
export const caseAreas = ['case', 'cases', 'my-day', 'owner', 'timeline'] as const;
