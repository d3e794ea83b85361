export interface PlanStep {
  readonly title: string;
  /** First parts of the names of the fields that the step asks for. */
  readonly fields: readonly string[];
}

/** The step that a problem of the server belongs to, by its path (`waves.0.prizes.1.totalFen`). */
export function stepOf(steps: readonly PlanStep[], path: string): number {
  const part = path.replace(/^(body\.|plan\.)+/, '').split('.')[0] ?? '';
  return Math.max(
    0,
    steps.findIndex(({ fields }) => fields.includes(part)),
  );
}
