/** Fills a rule's words for something that happened. Pure. */
import type { CareStageBody, CareVariable } from '@cheban/contracts';

/** What the words may speak of; a missing one leaves its place empty. */
export interface EventFacts {
  why?: string;
  owner?: string;
  model?: string;
  store: string;
  phone: string;
  advisor?: string | null;
  /** When, in words. */
  date?: string;
  service?: string;
  /** What the visit, or the money, has come to. */
  step?: string;
  amount?: string;
  topic?: string;
  place?: string;
  /** What staff have written to it. */
  note?: string;
}

const MAX_TITLE = 60;
const MAX_BODY = 500;

/** Title and body of a stage with its variables filled in. An empty variable takes the stop after it along. */
export function sayStage(
  stage: Pick<CareStageBody, 'title' | 'body'>,
  facts: EventFacts,
  also = '',
): { title: string; body: string } {
  const values: Record<CareVariable, string> = {
    why: unstopped(facts.why ?? ''),
    owner: facts.owner ?? '车主',
    model: facts.model ?? '爱车',
    date: facts.date ?? '',
    days: '',
    store: facts.store,
    phone: facts.phone,
    advisor: facts.advisor ?? '服务顾问',
    service: facts.service ?? '',
    step: facts.step ?? '',
    amount: facts.amount ?? '',
    topic: facts.topic ?? '',
    place: facts.place ?? '',
    note: unstopped(facts.note ?? ''),
  };
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}([，。；]?)/g, (whole, name: string, stop: string) => {
      const value = (values as Record<string, string | undefined>)[name];
      if (value === undefined) return whole;
      return value === '' ? '' : `${value}${stop}`;
    });
  return {
    title: cut(fill(stage.title), MAX_TITLE),
    body: `${cut(fill(stage.body), MAX_BODY - also.length)}${also}`,
  };
}

/** The short text of a stage for the field of a template; `auto` where the rule leaves it to us. */
export const sayShort = (stage: Pick<CareStageBody, 'short'>, facts: EventFacts, auto: string): string =>
  stage.short === null ? auto : sayStage({ title: stage.short, body: '' }, facts).title;

/** The words bring their own stop. */
const unstopped = (text: string) => text.replace(/[。；，！!.]+$/u, '');

function cut(text: string, max: number): string {
  const characters = [...text];
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('')}…`;
}
