/** Fills the variables of a rule's words. Pure. */
import type { CareVariable } from '@cheban/contracts';
import { diffDays } from '@cheban/kernel';
import { sayDay } from './care-words.js';

export interface TextFacts {
  readonly why: string;
  readonly ownerName: string | null;
  readonly ownerSex: 'male' | 'female' | 'company' | 'unknown' | null;
  readonly model: string;
  /** Business date that the reminder counts from. */
  readonly dueOn: string;
  readonly store: string;
  readonly phone: string;
  readonly advisor: string | null;
  readonly today: string;
}

/** `王小明先生`; `车主` for somebody whose name nobody has written down. */
export function sayOwner(name: string | null, sex: TextFacts['ownerSex']): string {
  if (name === null || name.trim() === '') return '车主';
  const title = sex === 'male' ? '先生' : sex === 'female' ? '女士' : '';
  return `${name.trim()}${title}`;
}

export function variablesOf(facts: TextFacts): Record<CareVariable, string> {
  return {
    why: facts.why,
    owner: sayOwner(facts.ownerName, facts.ownerSex),
    model: facts.model,
    date: sayDay(facts.dueOn, facts.today),
    days: String(Math.abs(diffDays(facts.today, facts.dueOn))),
    store: facts.store,
    phone: facts.phone,
    advisor: facts.advisor ?? '服务顾问',
    // Said by rooms that plan their messages themselves.
    service: '',
    step: '',
    amount: '',
    topic: '',
    place: '',
    note: '',
  };
}

/**
 * Puts the variables in. One that is empty takes the stop or comma after it along, so that no sentence begins with it;
 * braces around an unknown word stay as they are.
 */
export function fillText(text: string, variables: Readonly<Record<CareVariable, string>>): string {
  return text.replace(/\{(\w+)\}([，。；]?)/g, (whole, name: string, stop: string) => {
    const value = (variables as Record<string, string | undefined>)[name];
    if (value === undefined) return whole;
    return value === '' ? '' : `${value}${stop}`;
  });
}

/** At most so many characters (code points), with `…` where something is left out. */
export function cut(text: string, max: number): string {
  const characters = [...text];
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('')}…`;
}
