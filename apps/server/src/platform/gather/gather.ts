/** More at once than this make a statement that is no cheaper for each. */
const MOST = 200;

interface Asked<Question, Answer> {
  readonly question: Question;
  readonly done: (answer: Answer) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Questions of the same turn of the event loop are asked together: when hundreds of requests arrive at once, looking each
 * of them up alone takes longer than answering it. A question that comes alone is asked alone.
 */
export class Gather<Question, Answer> {
  private readonly waiting: Asked<Question, Answer>[] = [];

  /** `answerAll` gives one answer for each question, in their order; what it rejects with, each of them gets. */
  constructor(private readonly answerAll: (questions: readonly Question[]) => Promise<readonly Answer[]>) {}

  ask(question: Question): Promise<Answer> {
    return new Promise((done, failed) => {
      this.waiting.push({ question, done, failed });
      if (this.waiting.length === 1) setImmediate(() => this.askAll());
    });
  }

  private askAll(): void {
    while (this.waiting.length > 0) void this.answer(this.waiting.splice(0, MOST));
  }

  private async answer(asked: readonly Asked<Question, Answer>[]): Promise<void> {
    try {
      const answers = await this.answerAll(asked.map(({ question }) => question));
      if (answers.length !== asked.length) throw new Error('Not one answer for each question');
      for (const [index, { done }] of asked.entries()) done(answers[index] as Answer);
    } catch (error) {
      for (const { failed } of asked) failed(error);
    }
  }
}
