/** Fills a rule's words for something that happened. Pure. */
import type { CareStageBody } from '@cheban/contracts';
import type { Instant } from '@cheban/kernel';
import { sayTime } from './say-time.js';

/** What the words may speak of; a missing one leaves its place empty. */
export interface EventFacts {
  why: string;
  owner?: string;
  model?: string;
  store: string;
  phone: string;
  advisor?: string | null;
  /** Milliseconds; the `{date}` of the words. */
  at?: Instant;
}

const MAX_TITLE = 60;
const MAX_BODY = 500;

/** Title and body of a stage with its variables filled in. An empty variable takes the stop after it along. */
export function sayStage(
  stage: Pick<CareStageBody, 'title' | 'body'>,
  facts: EventFacts,
  also = '',
): { title: string; body: string } {
  const values: Record<string, string> = {
    why: facts.why.replace(/[。；，]+$/, ''),
    owner: facts.owner ?? '车主',
    model: facts.model ?? '爱车',
    date: facts.at === undefined ? '' : sayTime(facts.at),
    days: '',
    store: facts.store,
    phone: facts.phone,
    advisor: facts.advisor ?? '服务顾问',
  };
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}([，。；]?)/g, (whole, name: string, stop: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      return value === '' ? '' : `${value}${stop}`;
    });
  return {
    title: cut(fill(stage.title), MAX_TITLE),
    body: `${cut(fill(stage.body), MAX_BODY - also.length)}${also}`,
  };
}

function cut(text: string, max: number): string {
  const characters = [...text];
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('')}…`;
}
